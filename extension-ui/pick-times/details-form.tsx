import { useEffect, useMemo } from 'preact/hooks';
import { ChoiceField, NumberField, TextArea, TextField } from '../shared/field.tsx';
import { createResource } from '../shared/resource.ts';
import { useSession } from '../shared/session.ts';
import type { Picking } from './picking.ts';
import type { Details } from './times-form.ts';
import { usePickWords } from './words.ts';

const MOST_BUFFER = 1440;
const kinds = ['in_person', 'phone', 'video', 'other'] as const;

/** What the meeting is, in few fields: all of them are filled in already. */
export const DetailsForm = ({ picking, error }: { picking: Picking; error: (field: string) => string | null }) => {
  const session = useSession();
  const words = usePickWords();
  const shared = session.words.value;
  const types = useMemo(() => createResource(session.api.activityTypes), [session]);
  useEffect(() => void types.load(), [types]);
  const { details, bookings, bufferBefore, bufferAfter } = picking.form.value;
  const { name, place, description, activityType } = details;
  const set = (part: Partial<Details>) => picking.change({ details: { ...details, ...part } });

  const listed = (types.data.value?.types ?? []).map(type => [type.key, type.name] as const);
  // A type that the CRM has no more, or doesn't tell now, stays chosen.
  const choices = listed.some(([key]) => key === activityType)
    ? listed
    : [[activityType, activityType] as const, ...listed];
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
        <ChoiceField
          label={words.place}
          value={place.kind}
          choices={kinds.map(kind => [kind, shared.placeKind[kind]])}
          onChange={kind => set({ place: { ...place, kind } })}
        />
        <TextField
          label={words.placeText}
          value={place.text}
          maxLength={500}
          error={error('place')}
          onInput={text => set({ place: { ...place, text } })}
        />
        <TextArea
          label={words.description}
          value={description}
          maxLength={4000}
          rows={2}
          error={error('description')}
          onInput={value => set({ description: value })}
        />
        <ChoiceField
          label={words.activityType}
          value={activityType}
          choices={choices}
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
            label={words.bufferBefore}
            value={bufferBefore}
            least={0}
            most={MOST_BUFFER}
            unit={words.minutes}
            error={error('bufferBefore')}
            onInput={value => picking.change({ bufferBefore: value })}
          />
          <NumberField
            label={words.bufferAfter}
            value={bufferAfter}
            least={0}
            most={MOST_BUFFER}
            unit={words.minutes}
            error={error('bufferAfter')}
            onInput={value => picking.change({ bufferAfter: value })}
          />
        </div>
      </div>
    </details>
  );
};
