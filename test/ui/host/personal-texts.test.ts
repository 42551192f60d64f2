import { describe, expect, it, vi } from 'vitest';
import { type Api, ApiFailure } from '../../../extension-ui/shared/api.ts';
import { madePersonal, personalFailure, whoOf } from '../../../extension-ui/shared/personal.ts';
import type { RecordInView } from '../../../extension-ui/shared/record-in-view.ts';
import { en } from '../../../extension-ui/shared/words/en.ts';
import { pl } from '../../../extension-ui/shared/words/pl.ts';
import { linkOf } from './sample.ts';

const deal: RecordInView = { resource: 'deal', id: 12 };
const made = { url: 'https://book.example/i/x', name: 'Anna Nowak', hasEmail: true, title: 'Big order' };

describe('whom a personal link is for', () => {
  it('is said by name and deal, as far as they are known', () => {
    expect(whoOf(made, deal, en)).toBe('Anna Nowak · Deal: Big order');
    expect(whoOf({ ...made, name: null }, deal, pl)).toBe('Szansa: Big order');
    expect(whoOf({ ...made, title: null }, { resource: 'person', id: 3 }, en)).toBe('Anna Nowak');
    expect(whoOf({ ...made, name: null, title: null }, { resource: 'organization', id: 3 }, en)).toBe(
      'this organisation',
    );
    expect(whoOf(null, deal, en)).toBe('this deal');
  });

  it('is told in one sentence together with what the link does', () => {
    expect(en.personal.about('Anna Nowak', 'deal')).toBe(
      'Greets Anna Nowak by name and books onto this deal. The address holds no personal data.',
    );
    expect(en.personal.about(null, 'deal')).toBe(
      'Greets nobody by name and books onto this deal. The address holds no personal data.',
    );
  });
});

describe('a personal link that can’t be had', () => {
  const said = (failure: ApiFailure) => personalFailure(failure, deal, en, () => 'something else');

  it('is said to be of what the host can’t see, or of a CRM that doesn’t answer', () => {
    for (const field of ['deal', 'personal.deal'])
      expect(said(new ApiFailure('invalid', { problem: { field } }))).toBe(en.personal.unseen.deal);
    expect(said(new ApiFailure('busy'))).toBe(en.personal.noAnswer);
    expect(said(new ApiFailure('invalid', { problem: { field: 'starts' } }))).toBe('something else');
    expect(said(new ApiFailure('offline'))).toBe('something else');
  });
});

describe('times for one person', () => {
  const link = linkOf('https://book.example', {});
  const timesOf = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ start: `start ${at}`, url: `plain ${at}` }));
  const timeUrls = () =>
    vi.fn<Api['timeUrls']>(async (_, { starts }) => ({ url: made.url, urls: starts.map(start => `for her ${start}`) }));

  it('have addresses of their own, more than a hundred in several requests', async () => {
    const ask = timeUrls();
    const addressed = await madePersonal({ timeUrls: ask }, { link, times: timesOf(150) }, deal);
    expect(ask.mock.calls.map(([slug, { starts, personal }]) => [slug, starts.length, personal])).toEqual([
      [link.slug, 100, { deal: 12 }],
      [link.slug, 50, { deal: 12 }],
    ]);
    expect(addressed.link).toEqual({ ...link, url: made.url });
    expect(addressed.times).toEqual(timesOf(150).map(({ start }) => ({ start, url: `for her ${start}` })));
  });

  it('are asked for by one request where there is only the link', async () => {
    const ask = timeUrls();
    expect(await madePersonal({ timeUrls: ask }, { link, times: [] }, deal)).toEqual({
      link: { ...link, url: made.url },
      times: [],
    });
    expect(ask).toHaveBeenCalledOnce();
  });
});
