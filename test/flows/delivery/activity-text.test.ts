import { expect, it } from 'vitest';
import { activityNote } from '../../../server/flows/delivery/activity-text.ts';
import { sampleBooking } from '../../contracts/store-samples.ts';

it('says Yes for a ticked box, in the host’s language', () => {
  const booking = sampleBooking({ answers: [{ question: 'nda', label: 'May we record?', value: 'true' }] });
  expect(activityNote(booking, 'en', 'https://app.example')).toContain('<p><b>May we record?</b> Yes</p>');
  expect(activityNote(booking, 'pl', 'https://app.example')).toContain('<p><b>May we record?</b> Tak</p>');
});
