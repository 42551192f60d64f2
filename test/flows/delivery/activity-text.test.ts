import { expect, it } from 'vitest';
import { activityNote } from '../../../server/flows/delivery/activity-text.ts';
import { sampleBooking } from '../../contracts/store-samples.ts';

it('says Yes for a ticked box, in the host’s language', () => {
  const booking = sampleBooking({ answers: [{ question: 'nda', label: 'May we record?', value: 'true' }] });
  expect(activityNote(booking, 'en', 'https://app.example')).toContain('<p><b>May we record?</b> Yes</p>');
  expect(activityNote(booking, 'pl', 'https://app.example')).toContain('<p><b>May we record?</b> Tak</p>');
});

it('says who booked for whom where somebody else did, and the campaign, as text', () => {
  const invited = { invitation: 'a'.repeat(22), name: 'Ida <b>Berg', person: 5, deal: null, organization: null };
  const guest = { ...sampleBooking({}).guest, name: 'Max', email: 'max@ferns.example' };
  const campaign = { source: 'newsletter', medium: 'email', campaign: '<script>spring' };
  const booking = sampleBooking({ guest, invited: { ...invited, byOther: true, knewEmail: false }, campaign });
  const note = activityNote(booking, 'en', 'https://app.example');
  expect(note).toContain('<p>Booked by Max (max@ferns.example) for Ida &#60;b&#62;Berg</p>');
  expect(note).toContain('<p><b>Campaign:</b> newsletter / email / &#60;script&#62;spring</p>');
  const inPolish = activityNote(booking, 'pl', 'https://app.example');
  expect(inPolish).toContain('<p>Rezerwacja: Max (max@ferns.example) dla: Ida &#60;b&#62;Berg</p>');
  expect(inPolish).toContain('<p><b>Kampania:</b> newsletter');
  const own = sampleBooking({ guest, invited: { ...invited, byOther: false, knewEmail: false } });
  expect(activityNote(own, 'en', 'https://app.example')).toContain('<p>Booked by Max (max@ferns.example)</p>');
  expect(activityNote(own, 'en', 'https://app.example')).not.toContain('Campaign');
});
