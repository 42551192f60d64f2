import type { LinkReply } from '../../server/http/host/schema.ts';
import { IconButton } from '../shared/button.tsx';
import { GearIcon } from '../shared/icons.tsx';
import { useSession } from '../shared/session.ts';
import { useMenuWords } from './words/words.ts';

/** The gear of a link with specific times. */
export const EditTimes = ({ link }: { link: LinkReply }) => {
  const { go } = useSession();
  const words = useMenuWords();
  return (
    <IconButton
      label={`${words.editTimes}: ${link.details.name}`}
      shown={words.editTimes}
      onClick={() => go({ name: 'times', link: link.slug })}
    >
      <GearIcon />
    </IconButton>
  );
};
