import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Bridge, Question, Target, Theme } from '../shared/bridge.ts';
import { type View, viewOf } from '../shared/view.ts';

/** A question that stands open. */
export interface Asked extends Question {
  readonly answer: (agreed: boolean) => void;
}

export interface PageBridge extends Bridge {
  readonly asked: ReadonlySignal<Asked | null>;
  /** What the page says in passing, the latest. */
  readonly said: ReadonlySignal<{ readonly message: string } | null>;
}

export interface PageBridgeOptions {
  readonly view: Signal<View>;
  /** Origin of the host's Pipedrive. */
  readonly crmUrl: string;
}

const places: Record<Exclude<Target, 'settings'>, readonly [list: string, one: string]> = {
  deals: ['/deals', '/deal/'],
  contacts: ['/persons', '/person/'],
};

const systemTheme = (): ReadonlySignal<Theme> => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const theme = signal<Theme>(dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', ({ matches }) => {
    theme.value = matches ? 'dark' : 'light';
  });
  return theme;
};

const pageVisible = (): ReadonlySignal<boolean> => {
  const look = () => document.visibilityState === 'visible';
  const visible = signal(look());
  document.addEventListener('visibilitychange', () => {
    visible.value = look();
  });
  return visible;
};

/** What Pipedrive's page does for a surface, done by a full page for itself. */
export const createPageBridge = ({ view, crmUrl }: PageBridgeOptions): PageBridge => {
  const asked = signal<Asked | null>(null);
  const said = signal<PageBridge['said']['value']>(null);
  return {
    theme: systemTheme(),
    visible: pageVisible(),
    token: async () => {
      throw new Error('Only Pipedrive signs tokens');
    },
    record: null,
    data: {},
    resize: () => undefined,
    asked,
    said,
    snackbar: message => {
      said.value = { message };
    },
    confirm: question => {
      asked.value?.answer(false);
      return new Promise(resolve => {
        asked.value = {
          ...question,
          answer: agreed => {
            asked.value = null;
            resolve(agreed);
          },
        };
      });
    },
    openModal: async (_action, data = {}) => {
      view.value = viewOf(data);
    },
    redirect: (target, id) => {
      if (target === 'settings') {
        view.value = { name: 'settings' };
        return;
      }
      const [list, one] = places[target];
      location.assign(crmUrl + (id === undefined ? list : `${one}${id}`));
    },
  };
};
