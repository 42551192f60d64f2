import { ActivityTypeField } from '../meeting-fields/activity-type-field.tsx';
import { PlaceField } from '../meeting-fields/place-field.tsx';
import { BUFFER } from '../meeting-fields/ranges.ts';
import { useMeetingWords } from '../meeting-fields/words/words.ts';
import { ChoiceField, NumberField, TextArea, TextField } from '../shared/field.tsx';
import type { Picking } from './picking.ts';
import type { Details } from './times-form.ts';
import { usePickWords } from './words.ts';

/** What the meeting is, in few fields: all of them are filled in already. */
export const DetailsForm = ({ picking, error }: { picking: Picking; error: (field: string) => string | null }) => {
  const words = usePickWords();
  const fields = useMeetingWords();
  const { details, bookings, bufferBefore, bufferAfter } = picking.form.value;
  const { name, place, description, activityType } = details;
  const set = (part: Partial<Details>) => picking.change({ details: { ...details, ...part } });

  const hasFault = ['name', 'place', 'description', 'activityType', 'bufferBefore', 'bufferAfter'].some(
    field => error(field) !== null,
  );
  return (
    <details
      class="pick-details"
      {...(hasFault ? { open: true } : {})}
      onToggle={({ currentTarget }) => {
        // With several times above it, all of it would open out of sight.
        if (currentTarget.open) currentTarget.scrollIntoView({ block: 'start' });
      }}
    >
      <summary>
        <h3>{words.details}</h3>
        <span class="muted small pick-details-name" dir="auto">
          {name}
        </span>
      </summary>
      <div class="pick-details-fields">
        <TextField
          label={words.name}
          value={name}
          maxLength={120}
          error={error('name')}
          onInput={value => set({ name: value })}
        />
        <PlaceField
          value={place}
          error={error('place')}
          onKind={next => set({ place: next })}
          onText={next => set({ place: next })}
        />
        <TextArea
          label={words.description}
          value={description}
          maxLength={4000}
          rows={2}
          error={error('description')}
          onInput={value => set({ description: value })}
        />
        <ActivityTypeField
          value={activityType}
          error={error('activityType')}
          onChange={value => set({ activityType: value })}
        />
        <ChoiceField
          label={words.bookings}
          value={bookings}
          choices={[
            ['one', words.bookingsOne],
            ['each', words.bookingsEach],
          ]}
          hint={bookings === 'one' ? words.bookingsOneHint : words.bookingsEachHint}
          onChange={value => picking.change({ bookings: value })}
        />
        <div class="pick-details-pair">
          <NumberField
            label={fields.bufferBefore}
            value={bufferBefore}
            least={BUFFER[0]}
            most={BUFFER[1]}
            unit={fields.minutes}
            error={error('bufferBefore')}
            onInput={value => picking.change({ bufferBefore: value })}
          />
          <NumberField
            label={fields.bufferAfter}
            value={bufferAfter}
            least={BUFFER[0]}
            most={BUFFER[1]}
            unit={fields.minutes}
            error={error('bufferAfter')}
            onInput={value => picking.change({ bufferAfter: value })}
          />
        </div>
      </div>
    </details>
  );
};
