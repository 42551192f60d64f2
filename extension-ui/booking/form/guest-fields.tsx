import type { BookPage } from '../../../server/http/guest/page.ts';
import { isPlainClick } from '../address.ts';
import { fill } from '../format.ts';
import { useSetting } from '../setting.ts';
import type { Faults } from './booking-form.ts';
import type { Draft } from './draft.ts';
import { Line } from './fields.tsx';

interface InvitedProps {
  readonly name: string;
  readonly other: boolean;
  /** Leads to the same page for somebody else, or back. */
  readonly otherHref: string;
  readonly chooseOther: (other: boolean) => void;
}

/** Of a personal link: for whom the form books, and the way to book for oneself instead. */
const Invited = ({ name, other, otherHref, chooseOther }: InvitedProps) => {
  const setting = useSetting();
  const { texts } = setting;
  return (
    <p class="invited">
      <span>{fill(setting, other ? texts.besideInvited : texts.bookingAs, { name })}</span>{' '}
      <a
        href={otherHref}
        id="not-you"
        onClick={event => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          chooseOther(!other);
        }}
      >
        {other ? texts.meAfterAll : texts.notYou}
      </a>
    </p>
  );
};

interface GuestFieldsProps extends Omit<InvitedProps, 'name'> {
  readonly invited: BookPage['invited'];
  readonly draft: Draft;
  readonly faults: Faults;
}

/** Who comes: what a personal link knows isn't asked for. */
export const GuestFields = ({ invited, draft, faults, ...props }: GuestFieldsProps) => {
  const { texts } = useSetting();
  const { other } = props;
  return (
    <>
      {invited && <Invited {...props} name={invited.name} />}
      {invited && <input type="hidden" name="other" value={other ? 'true' : ''} />}
      {(!invited || other) && (
        <Line
          name="name"
          label={texts.name}
          type="text"
          autoComplete="name"
          maxLength={200}
          required
          draft={draft}
          faults={faults}
        />
      )}
      {(!invited?.hasEmail || other) && (
        <Line
          name="email"
          label={texts.email}
          type="email"
          autoComplete="email"
          maxLength={254}
          required
          draft={draft}
          faults={faults}
        />
      )}
    </>
  );
};
