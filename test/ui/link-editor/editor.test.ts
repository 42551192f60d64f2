import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from '../../../extension-ui/link-editor/draft.ts';
import { createEditor, type EditorOptions } from '../../../extension-ui/link-editor/editor.ts';
import { contentOf, formOf } from '../../../extension-ui/link-editor/form.ts';
import { ApiFailure } from '../../../extension-ui/shared/api.ts';
import type { LinkReply, OfferTimesReply } from '../../../server/http/host/schema.ts';
import { formWith, fullLink } from './sample.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const answer = (starts: readonly string[]): OfferTimesReply => ({
  zone: 'Asia/Kathmandu',
  dates: ['2027-03-02'],
  starts: [...starts],
  ends: null,
  next: null,
  known: true,
});

const base = formOf(fullLink) ?? formWith();

const setUp = (options: Partial<EditorOptions> = {}) => {
  const saved: LinkReply[] = [];
  const api = {
    addLink: vi.fn<EditorOptions['api']['addLink']>(async body => ({
      link: { ...fullLink, ...body, version: 1 },
      isNew: true,
    })),
    changeLink: vi.fn<EditorOptions['api']['changeLink']>(async () => ({ ...fullLink, version: 8 })),
    links: vi.fn<EditorOptions['api']['links']>(async () => ({ links: [fullLink] })),
    offerTimes: vi.fn<EditorOptions['api']['offerTimes']>(async () => answer(['2027-03-02T04:15:00Z'])),
    saveDraft: vi.fn<EditorOptions['api']['saveDraft']>(async () => {}),
    dropDraft: vi.fn<EditorOptions['api']['dropDraft']>(async () => {}),
  };
  const editor = createEditor({
    api,
    link: fullLink,
    base,
    draft: null,
    todayIn: () => '2027-03-02',
    saved: link => void saved.push(link),
    copied: () => {},
    ...options,
  });
  return { api, editor, saved };
};

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const refusal = (problem: object) => new ApiFailure('invalid', { problem });

describe('the picture', () => {
  it('is read at once, and again when typing pauses', async () => {
    const { api, editor } = setUp();
    await pass(0);
    expect(api.offerTimes).toHaveBeenCalledTimes(1);
    editor.change({ duration: 20 });
    await pass(100);
    editor.change({ duration: 25 });
    await pass(249);
    expect(api.offerTimes).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(api.offerTimes).toHaveBeenCalledTimes(2);
    expect(api.offerTimes.mock.lastCall?.[0]).toMatchObject({ link: fullLink.slug, offer: { rule: { duration: 25 } } });
  });

  it('isn’t read for what changes nothing of the offer', async () => {
    const { api, editor } = setUp();
    editor.change({ name: 'Another', description: 'x' });
    await pass(1000);
    expect(api.offerTimes).toHaveBeenCalledTimes(1);
  });

  it('is the latest that was asked for, whichever answer comes last', async () => {
    const { api, editor } = setUp();
    await pass(0);
    const answers: ((reply: OfferTimesReply) => void)[] = [];
    api.offerTimes.mockImplementation(() => new Promise(resolve => answers.push(resolve)));
    editor.change({ duration: 20 });
    await pass(250);
    editor.change({ duration: 25 });
    await pass(250);
    answers[1]?.(answer(['2027-03-02T06:00:00Z']));
    await pass(0);
    answers[0]?.(answer(['2027-03-02T05:00:00Z']));
    await pass(0);
    expect(editor.picture.shown.value?.starts).toEqual(['2027-03-02T06:00:00Z']);
  });

  it('stays, as outdated, while the form has faults, and asks for nothing', async () => {
    const { api, editor } = setUp();
    await pass(0);
    editor.change({ duration: 4 });
    expect(editor.picture.outdated.value).toBe(false);
    await pass(250);
    expect(editor.picture.outdated.value).toBe(true);
    expect(editor.picture.shown.value?.starts).toHaveLength(1);
    expect(editor.faults.value).toEqual([{ field: 'offer.rule.duration', code: 'out_of_range', range: [5, 1440] }]);
    expect(api.offerTimes).toHaveBeenCalledTimes(1);
    editor.change({ duration: 50 });
    await pass(250);
    expect(editor.picture.outdated.value).toBe(false);
    expect(editor.faults.value).toEqual([]);
  });

  it('shows what only the server knows to be at fault at its field', async () => {
    const { api, editor } = setUp();
    await pass(0);
    api.offerTimes.mockRejectedValueOnce(refusal({ field: 'offer.rule.weekly', reason: 'windows_overlap', on: 'mon' }));
    editor.change({ step: 25 });
    await pass(250);
    expect(editor.faults.value).toEqual([{ field: 'offer.rule.weekly', code: 'windows_overlap', on: 'mon' }]);
    expect(editor.picture.shown.value?.starts).toHaveLength(1);
  });
});

describe('going on', () => {
  it('leads to the first fault instead, and sums up until all are mended', async () => {
    const { editor } = setUp();
    editor.change({ step: null, notice: { amount: null, unit: 'hours' } });
    editor.proceed();
    expect(editor.step.value).toBe('availability');
    expect(editor.attention.value).toEqual({ place: 'offer.rule.step' });
    expect(editor.isHeldUp.value).toBe(true);
    editor.change({ step: 20 });
    await pass(250);
    expect(editor.isHeldUp.value).toBe(true);
    editor.change({ notice: { amount: 1, unit: 'hours' } });
    await pass(250);
    expect(editor.isHeldUp.value).toBe(false);
    editor.proceed();
    expect(editor.step.value).toBe('details');
  });

  it('copies the hours that are ticked, as saving does', async () => {
    const { api, editor } = setUp();
    const hours = base.weekly.fri;
    editor.copying.tick('fri', ['sat']);
    editor.proceed();
    expect(editor.form.value.weekly).toEqual({ ...base.weekly, sat: hours });
    editor.copying.tick('fri', ['sun']);
    await editor.save();
    expect(api.changeLink.mock.lastCall?.[1]).toMatchObject({
      offer: { rule: { weekly: { sat: hours, sun: hours } } },
    });
  });

  it('doesn’t speak of the details before somebody saves', () => {
    const { editor } = setUp({ base: { ...base, name: '' } });
    editor.proceed();
    expect(editor.step.value).toBe('details');
    expect(editor.faults.value).toEqual([]);
  });
});

describe('saving', () => {
  it('sends all with the version that was edited, and drops the draft', async () => {
    const { api, editor, saved } = setUp();
    editor.change({ name: 'Other' });
    await editor.save();
    expect(api.changeLink).toHaveBeenCalledExactlyOnceWith(fullLink.slug, {
      ...contentOf({ ...base, name: 'Other' }),
      version: 7,
    });
    expect(api.dropDraft).toHaveBeenCalledExactlyOnceWith(fullLink.slug);
    expect(saved).toHaveLength(1);
    expect(editor.isChanged.value).toBe(false);
    await pass(10_000);
    expect(api.saveDraft).not.toHaveBeenCalled();
  });

  it('makes a new link, active', async () => {
    const { api, editor } = setUp({ link: null, base: formWith() });
    await editor.save();
    expect(api.addLink).toHaveBeenCalledExactlyOnceWith(
      { ...contentOf(formWith()), active: true },
      expect.stringMatching(/^[0-9a-f]{32}$/),
    );
    expect(api.dropDraft).toHaveBeenCalledExactlyOnceWith('new');
  });

  it('goes back to the step of what the form knows to be at fault, and sends nothing', async () => {
    const { api, editor } = setUp();
    editor.show('details');
    editor.change({ bufferAfter: -1, name: ' ' });
    await editor.save();
    expect(api.changeLink).not.toHaveBeenCalled();
    expect(editor.step.value).toBe('availability');
    expect(editor.attention.value).toEqual({ place: 'offer.rule.bufferAfter' });
    expect(editor.faults.value.map(({ field }) => field)).toEqual(['offer.rule.bufferAfter', 'details.name']);
  });

  it('judges no question, and no choices, that came after the try', async () => {
    const { editor } = setUp();
    const [first, second] = base.questions;
    if (!first || !second) throw new Error('The sample has two questions');
    const isAt = () => editor.faults.value.map(({ field }) => field);
    editor.change({ name: '', questions: [{ ...first, choices: '' }, second] });
    await editor.save();
    expect(isAt()).toEqual(['details.name', 'details.questions.0.choices']);
    const added = { ...second, id: 'added', label: '' };
    editor.change({ questions: [{ ...second, kind: 'choice' }, { ...first, label: '', choices: '' }, added] });
    await pass(250);
    expect(isAt()).toEqual(['details.name', 'details.questions.1.label', 'details.questions.1.choices']);
    await editor.save();
    expect(isAt()).toEqual([
      'details.name',
      'details.questions.0.choices',
      'details.questions.1.label',
      'details.questions.1.choices',
      'details.questions.2.label',
    ]);
  });

  it('shows what the server refused until it is changed', async () => {
    const { api, editor } = setUp();
    api.changeLink.mockRejectedValueOnce(
      refusal({ field: 'details.questions.1.label', reason: 'question_text_missing' }),
    );
    await editor.save();
    expect(editor.step.value).toBe('details');
    expect(editor.attention.value).toEqual({ place: 'details.questions.1.label' });
    editor.change({ name: 'Other' });
    expect(editor.faults.value).toHaveLength(1);
    editor.change({ questions: base.questions.map(question => ({ ...question, label: 'So?' })) });
    await pass(250);
    expect(editor.faults.value).toEqual([]);
    expect(editor.isHeldUp.value).toBe(false);
  });

  it('happens once, however often it is asked for', async () => {
    const { api, editor } = setUp();
    await Promise.all([editor.save(), editor.save()]);
    expect(api.changeLink).toHaveBeenCalledTimes(1);
  });

  it('keeps what was typed when the server can’t be asked', async () => {
    const { api, editor, saved } = setUp();
    api.changeLink.mockRejectedValueOnce(new ApiFailure('offline'));
    editor.change({ name: 'Other' });
    await editor.save();
    expect(editor.failure.value?.code).toBe('offline');
    expect(editor.form.value.name).toBe('Other');
    expect(saved).toEqual([]);
    await editor.save();
    expect(saved).toHaveLength(1);
  });
});

describe('a new link whose answer was lost', () => {
  const lose = async (options: Partial<EditorOptions> = {}) => {
    const set = setUp({ link: null, base: formWith(), ...options });
    const made: LinkReply[] = [];
    let isLost = true;
    set.api.addLink.mockImplementation(async (body, _key) => {
      const [known] = made;
      const link = known ?? { ...fullLink, ...body, version: 1 };
      if (!known) made.push(link);
      if (!isLost) return { link, isNew: known === undefined };
      isLost = false;
      throw new ApiFailure('timeout');
    });
    set.editor.change({ name: 'Mine' });
    await set.editor.save();
    expect(set.editor.failure.value?.code).toBe('timeout');
    return { ...set, made };
  };
  const keysOf = (calls: readonly (readonly [unknown, string])[]) => new Set(calls.map(([, key]) => key));

  it('is the one that is saved by the next try', async () => {
    const { api, editor, saved, made } = await lose();
    await editor.save();
    expect(saved).toEqual(made);
    expect(keysOf(api.addLink.mock.calls).size).toBe(1);
    expect(api.changeLink).not.toHaveBeenCalled();
  });

  it('gets what was typed since', async () => {
    const { api, editor, saved, made } = await lose();
    editor.change({ name: 'Mine, later' });
    await editor.save();
    expect(api.changeLink).toHaveBeenCalledExactlyOnceWith(made[0]?.slug, {
      ...contentOf(formWith({ name: 'Mine, later' })),
      version: 1,
    });
    expect(saved).toHaveLength(1);
  });

  it('is the same after the draft was opened again, and asks before it takes what says something else', async () => {
    const { api, editor } = await lose();
    await pass(400);
    const key = String(api.saveDraft.mock.lastCall?.[1].key);
    expect([...keysOf(api.addLink.mock.calls)]).toEqual([key]);
    editor.close();

    const form = formWith({ name: 'Mine, later' });
    const again = setUp({
      link: null,
      base: formWith(),
      draft: { form, base: formWith(), version: null, step: 'details', key },
    });
    expect(again.editor.step.value).toBe('availability');
    const there = { ...fullLink, ...contentOf(formWith({ name: 'Mine' })), version: 1 };
    again.api.addLink.mockResolvedValue({ link: there, isNew: false });
    await again.editor.save();
    expect(again.api.addLink.mock.lastCall?.[1]).toBe(key);
    expect(again.editor.attention.value).toEqual({ place: 'conflict' });
    expect(again.editor.conflict.value?.theirs.name).toBe('Mine');
    expect(again.saved).toEqual([]);
    again.editor.takeMine();
    await pass(0);
    expect(again.api.changeLink.mock.lastCall).toMatchObject([there.slug, { details: { name: 'Mine, later' } }]);
    expect(again.saved).toHaveLength(1);
  });

  it('and that was deleted since becomes another one', async () => {
    const { api, editor, saved } = await lose();
    api.addLink.mockRejectedValueOnce(new ApiFailure('link_gone'));
    await editor.save();
    expect(editor.failure.value?.code).toBe('link_gone');
    await editor.saveAsNew();
    expect(keysOf(api.addLink.mock.calls).size).toBe(2);
    expect(saved).toHaveLength(1);
  });
});

describe('a link that was saved elsewhere', () => {
  const theirs: LinkReply = { ...fullLink, version: 9, details: { ...fullLink.details, name: 'Theirs' } };
  const collide = async () => {
    const set = setUp();
    set.api.changeLink.mockRejectedValueOnce(new ApiFailure('stale', { problem: { version: 9 } }));
    set.api.links.mockResolvedValue({ links: [theirs] });
    set.editor.change({ name: 'Mine' });
    await set.editor.save();
    return set;
  };

  it('is saved over by taking one’s own', async () => {
    const { api, editor, saved } = await collide();
    expect(editor.form.value.name).toBe('Mine');
    expect(editor.conflict.value).toMatchObject({ version: 9 });
    editor.takeMine();
    await pass(0);
    expect(api.changeLink.mock.lastCall?.[1]).toMatchObject({ version: 9, details: { name: 'Mine' } });
    expect(saved).toHaveLength(1);
  });

  it('is shown instead, and one’s own comes back when it is wanted', async () => {
    const { api, editor } = await collide();
    editor.showTheirs();
    expect(editor.form.value.name).toBe('Theirs');
    expect(editor.isChanged.value).toBe(false);
    editor.bringMineBack();
    expect(editor.form.value.name).toBe('Mine');
    await editor.save();
    expect(api.changeLink.mock.lastCall?.[1]).toMatchObject({ version: 9, details: { name: 'Mine' } });
  });

  it('doesn’t lose the draft of one’s own by being shown', async () => {
    const { api, editor } = await collide();
    await pass(1000);
    editor.showTheirs();
    await pass(10_000);
    expect(api.dropDraft).not.toHaveBeenCalled();
  });

  it('is asked about when a draft of an earlier version is opened', async () => {
    const before = { ...base, name: 'Before' };
    const draft: Draft = { form: { ...base, name: 'Mine' }, base: before, version: 6, step: 'details', key: '' };
    const { api, editor } = setUp({ draft });
    expect(editor.form.value.name).toBe('Mine');
    expect(editor.step.value).toBe('details');
    expect(editor.conflict.value).toMatchObject({ version: 7, refused: false });
    editor.takeMine();
    await pass(1000);
    expect(api.changeLink).not.toHaveBeenCalled();
    expect(api.saveDraft.mock.lastCall?.[1]).toMatchObject({ version: 7 });
    await editor.save();
    expect(api.changeLink.mock.lastCall?.[1]).toMatchObject({ version: 7, details: { name: 'Mine' } });
  });

  it('is no conflict where it was only switched on or off', async () => {
    const { api, editor, saved } = setUp({
      draft: { form: { ...base, name: 'Mine' }, base, version: 6, step: 'availability', key: '' },
    });
    expect(editor.conflict.value).toBeNull();
    api.changeLink.mockRejectedValueOnce(new ApiFailure('stale', { problem: { version: 8 } }));
    api.links.mockResolvedValue({ links: [{ ...fullLink, version: 8, active: false }] });
    await editor.save();
    expect(editor.conflict.value).toBeNull();
    expect(api.changeLink.mock.lastCall?.[1]).toMatchObject({ version: 8, details: { name: 'Mine' } });
    expect(saved).toHaveLength(1);
  });

  it('that is gone becomes a new one', async () => {
    const { api, editor, saved } = setUp();
    api.changeLink.mockRejectedValueOnce(new ApiFailure('not_found'));
    editor.change({ name: 'Mine' });
    await editor.save();
    expect(editor.failure.value?.code).toBe('not_found');
    await editor.saveAsNew();
    expect(api.addLink.mock.lastCall?.[0]).toMatchObject({ active: true, details: { name: 'Mine' } });
    expect(saved).toHaveLength(1);
  });
});

describe('a draft', () => {
  it('is discarded, and restored', async () => {
    const draft: Draft = { form: { ...base, name: 'Mine' }, base, version: 7, step: 'availability', key: '' };
    const { api, editor } = setUp({ draft });
    expect(editor.fromDraft.value).toBe(true);
    const mine = editor.form.value;
    editor.discard();
    await pass(400);
    expect(editor.form.value).toEqual(base);
    expect(api.dropDraft).toHaveBeenCalledTimes(1);
    editor.restore(mine);
    await pass(400);
    expect(editor.form.value.name).toBe('Mine');
    expect(api.saveDraft).toHaveBeenCalledTimes(1);
  });
});
