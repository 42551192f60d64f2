import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** What isn't among the scripts that every page begins with. */
export interface OnDemand<Content> {
  /** null: not there yet. */
  readonly content: () => Content | null;
  /** Again and again, it is one request; after a failure another one. */
  readonly load: () => Promise<Content>;
}

export const onDemand = <Content,>(request: () => Promise<Content>): OnDemand<Content> => {
  let content: Content | null = null;
  let loading: Promise<Content> | null = null;
  return {
    content: () => content,
    load: () => {
      loading ??= request().then(
        found => {
          content = found;
          return found;
        },
        failure => {
          loading = null;
          throw failure;
        },
      );
      return loading;
    },
  };
};

/** A part of a page whose script isn't among those that every page begins with. */
export interface Later<Props> {
  /** Stands for the part; empty until its script is there. */
  readonly View: (props: Props) => VNode | null;
  readonly isLoaded: () => boolean;
  readonly load: () => Promise<unknown>;
}

export const later = <Props extends object>(request: () => Promise<ComponentType<Props>>): Later<Props> => {
  const { content, load } = onDemand(request);

  return {
    load,
    isLoaded: () => content() !== null,
    View: props => {
      const Loaded = content();
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
