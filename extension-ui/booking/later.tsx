import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part of a page whose script isn't among those that every page begins with. */
export interface Later<Props> {
  /** Stands for the part; empty until its script is there. */
  readonly View: (props: Props) => VNode | null;
  readonly isLoaded: () => boolean;
  /** Again and again, it is one request; after a failure another one. */
  readonly load: () => Promise<void>;
}

export const later = <Props extends object>(request: () => Promise<ComponentType<Props>>): Later<Props> => {
  let Loaded: ComponentType<Props> | null = null;
  let loading: Promise<void> | null = null;

  const load = (): Promise<void> => {
    loading ??= request().then(
      found => {
        Loaded = found;
      },
      failure => {
        loading = null;
        throw failure;
      },
    );
    return loading;
  };

  return {
    load,
    isLoaded: () => Loaded !== null,
    View: props => {
      const [, redraw] = useState(Loaded !== null);
      useEffect(() => {
        // The address already names what is to be shown, and the server renders it.
        if (!Loaded)
          load().then(
            () => redraw(true),
            () => location.reload(),
          );
      }, []);
      return Loaded && <Loaded {...props} />;
    },
  };
};
