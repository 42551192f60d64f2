import './share-dialog.css';
import { useSignal } from '@preact/signals';
import { h } from 'preact';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { Dialog } from '../shared/dialog.tsx';
import { stateOf } from '../shared/link-facts.ts';
import { Notice } from '../shared/notice.tsx';
import { usePersonal } from '../shared/personal.ts';
import { Segments } from '../shared/segments.tsx';
import { useSession } from '../shared/session.ts';
import { Address } from './address.tsx';
import { Code } from './code.tsx';
import { PersonalLink } from './personal-link.tsx';
import { Times } from './times.tsx';
import { Website } from './website.tsx';
import { useShareWords } from './words/words.ts';

type Way = 'times' | 'website' | 'code';

const ways = { website: Website, code: Code };

/** Everything in which a link can be handed on. */
export const ShareDialog = ({ link, onClose }: { readonly link: LinkReply; readonly onClose: () => void }) => {
  const words = useSession().words.value;
  const own = useShareWords();
  const way = useSignal<Way>('times');
  const state = stateOf(link);
  const made = usePersonal(link.slug);
  return (
    <Dialog title={own.title(link.details.name)} onClose={onClose}>
      <div class="share">
        {state !== 'active' && (
          <Notice kind="warn">
            <span>{state === 'booked' ? words.warnClosed : words.warnInactive}</span>
          </Notice>
        )}
        {made && <PersonalLink link={link} made={made} />}
        {made && <h3>{own.forAnybody}</h3>}
        <Address url={link.url} />
        <Segments<Way>
          label={own.ways}
          value={way.value}
          choices={[
            ['times', own.asTimes],
            ['website', own.onWebsite],
            ['code', own.asCode],
          ]}
          onChange={chosen => {
            way.value = chosen;
          }}
        />
        {way.value === 'times' ? <Times link={link} made={made} /> : h(ways[way.value], { link })}
      </div>
    </Dialog>
  );
};
