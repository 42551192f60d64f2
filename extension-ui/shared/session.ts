import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../../server/domain/link.ts';
import type { LinkReply, LinksReply, MeReply } from '../../server/http/host/schema.ts';
import type { Api } from './api.ts';
import type { Bridge } from './bridge.ts';
import { mailWords } from './mail-words.ts';
import { type RecordInView, recordData } from './record-in-view.ts';
import { createResource, type Resource } from './resource.ts';
import type { TextOptions } from './rich-text.ts';
import { localeFor } from './times.ts';
import { dataOf, type View, viewOf } from './view.ts';
import { type SurfaceLanguage, surfaceLanguage, type Words, wordsIn } from './words/words.ts';

/** What a surface knows and may do while it is open. */
export interface Session {
  readonly bridge: Bridge;
  readonly api: Api;
  readonly me: Resource<MeReply>;
  readonly links: Resource<LinksReply>;
  readonly language: ReadonlySignal<SurfaceLanguage>;
  readonly words: ReadonlySignal<Words>;
  readonly locale: ReadonlySignal<string>;
  /** The host's own. */
  readonly zone: ReadonlySignal<string>;
  /** In which times go into mails: the host's own until they choose another, which is kept with their settings. */
  readonly mailZone: ReadonlySignal<string>;
  chooseMailZone(zone: string): void;
  /** What the surface stands beside, and a modal's opener did. */
  readonly record: RecordInView | null;
  /** Whether copied times are for what is in view alone: wherever something is, until the host says otherwise. */
  readonly personalTimes: ReadonlySignal<boolean>;
  choosePersonalTimes(wanted: boolean): void;
  /** What a workspace shows. */
  readonly view: ReadonlySignal<View>;
  /** Shows a view: here, or in a modal where the surface is too small for it. */
  go(view: View): void;
  /** How a mail with this link speaks to its reader. */
  textOptions(link: LinkReply): TextOptions;
  /** Reads everything again that is on the screen. */
  reload(): void;
  /** The host turns to the surface: its links are read again where that was a while ago. */
  turnTo(): void;
  /** Beside the host and the links: what a surface reads for itself. */
  onReload(load: () => void): () => void;
}

/** How a surface gets to a view. */
export type Going =
  | { readonly to: 'modal'; readonly action: string; readonly failed: () => void }
  | { readonly to: 'here'; readonly view: Signal<View> };

export interface SessionOptions {
  readonly bridge: Bridge;
  readonly api: Api;
  /** The browser's languages, most wanted first. */
  readonly preferred: readonly string[];
  readonly now: () => number;
  readonly going: Going;
}

/** What was read longer ago is read again when the surface is shown again: the host may have been elsewhere meanwhile. */
const STALE_MS = 30_000;

const isLanguage = (language: string): language is Language => Object.hasOwn(mailWords, language);

export const createSession = ({ bridge, api, preferred, now, going }: SessionOptions): Session => {
  const me = createResource(api.me);
  const links = createResource(api.links);
  const loads = new Set<() => void>([() => void me.load(), () => void links.load()]);
  // Whichever request is the first to be told so, all of the surface shows the way out.
  api.onPaused(() => {
    const host = me.data.peek();
    if (host?.status === 'active') me.put({ ...host, status: 'paused' });
  });
  let loadedAt = 0;
  let turnedAt = 0;

  const reload = () => {
    loadedAt = now();
    for (const load of loads) load();
  };
  const zone = computed(() => me.data.value?.zone ?? 'UTC');
  // Chosen where the modal was opened.
  const mailZone = signal<string | null>(bridge.data.mailZone ?? null);
  /** One after the other, so that the last choice is the one that is kept. */
  let keeping: Promise<void> = Promise.resolve();
  const keepMailZone = async (chosen: string): Promise<void> =>
    me.put(await api.saveSettings({ mailZone: chosen === zone.peek() ? null : chosen }));
  const { record } = bridge;
  const personalTimes = signal(record !== null && bridge.data.personalTimes !== 'no');
  const language = computed(() => surfaceLanguage(me.data.value ? [me.data.value.language] : preferred));

  effect(() => {
    const failed = me.failure.peek() !== null || links.failure.peek() !== null;
    const paused = me.data.peek()?.status === 'paused';
    if (bridge.visible.value && (failed || paused || loadedAt === 0 || now() - loadedAt > STALE_MS)) reload();
  });

  return {
    bridge,
    api,
    me,
    links,
    language,
    words: computed(() => wordsIn(language.value)),
    locale: computed(() => localeFor(language.value, preferred)),
    zone,
    mailZone: computed(() => mailZone.value ?? me.data.value?.settings.mailZone ?? zone.value),
    chooseMailZone: chosen => {
      mailZone.value = chosen;
      // Where it can't be kept, it holds for as long as the surface is open.
      keeping = keeping.then(() => keepMailZone(chosen)).catch(() => undefined);
    },
    record,
    personalTimes,
    choosePersonalTimes: wanted => {
      personalTimes.value = record !== null && wanted;
    },
    view: going.to === 'here' ? going.view : signal(viewOf({})),
    go: view => {
      if (going.to === 'here') going.view.value = view;
      // What was changed in the modal is on the screen here too.
      else {
        const chosen = mailZone.peek();
        const data = {
          ...dataOf(view),
          ...(chosen === null ? {} : { mailZone: chosen }),
          ...(record === null ? {} : recordData(record)),
          ...(record === null || personalTimes.peek() ? {} : { personalTimes: 'no' }),
        };
        bridge.openModal(going.action, data).then(reload, going.failed);
      }
    },
    textOptions: link => {
      const wanted = link.language ?? me.data.value?.language ?? 'en';
      const spoken = isLanguage(wanted) ? wanted : 'en';
      return { language: spoken, locale: localeFor(spoken, preferred) };
    },
    reload,
    turnTo: () => {
      if (loadedAt === 0 || now() - Math.max(loadedAt, turnedAt) <= STALE_MS) return;
      turnedAt = now();
      void me.load();
      void links.load();
    },
    onReload: load => {
      loads.add(load);
      return () => loads.delete(load);
    },
  };
};

export const SessionContext = createContext<Session | null>(null);

export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (!session) throw new Error('There is no session around this component.');
  return session;
};

/** The words of one part of the surfaces, in the language of the session. Each part has its own catalogue, so that small surfaces load few. */
export const createUseWords =
  <Catalogue>(catalogues: Readonly<Record<SurfaceLanguage, Catalogue>>) =>
  (): Catalogue =>
    catalogues[useSession().language.value];
