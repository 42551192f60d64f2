import { describe, expect, test } from 'vitest';
import { pathOf, viewAt } from '../../../extension-ui/app/view-path.ts';
import type { View } from '../../../extension-ui/shared/view.ts';
import { returnPath } from '../../../server/http/return-path.ts';

describe('the address of a view', () => {
  test.each<[string, View]>([
    ['/app', { name: 'links' }],
    ['/app/calendar', { name: 'calendar' }],
    ['/app/meetings/01JDMEETING', { name: 'calendar', meeting: '01JDMEETING' }],
    ['/app/availability', { name: 'availability' }],
    ['/app/links/new', { name: 'link' }],
    ['/app/links/4fWqZ8mXbT2c', { name: 'link', link: '4fWqZ8mXbT2c' }],
    ['/app/times', { name: 'times' }],
    ['/app/times/4fWqZ8mXbT2c', { name: 'times', link: '4fWqZ8mXbT2c' }],
    ['/app/settings', { name: 'settings' }],
    ['/app/meetings/a%2Fb%3Fc', { name: 'calendar', meeting: 'a/b?c' }],
  ])('%s leads to it, and signing in leads back there', (path, view) => {
    expect(pathOf(view)).toBe(path);
    expect(viewAt(path)).toEqual(view);
    expect(returnPath(path)).toBe(path);
  });

  test.each<[string, View]>([
    ['/app/', { name: 'links' }],
    ['/app/links', { name: 'links' }],
    ['/app/meetings', { name: 'calendar' }],
    ['/app/meetings/', { name: 'calendar' }],
    ['/app/nothing', { name: 'links' }],
    ['/app/constructor', { name: 'links' }],
    ['/app/meetings/%', { name: 'calendar', meeting: '%' }],
  ])('that isn’t one is taken for the nearest: %s', (path, view) => {
    expect(viewAt(path)).toEqual(view);
  });
});
