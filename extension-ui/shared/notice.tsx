import './notice.css';
import type { ComponentChildren } from 'preact';
import { WarningIcon } from './icons.tsx';

/** A page, or a large part of one, that says one thing and offers one way on. */
export const BlankState = ({
  title,
  hint,
  children,
}: {
  title: string;
  hint: string;
  children?: ComponentChildren;
}) => (
  <div class="blank-state">
    <h2>{title}</h2>
    <p class="muted">{hint}</p>
    {children}
  </div>
);

/** A line above or below what it is about. */
export const Notice = ({ kind, children }: { kind: 'warn' | 'bad'; children: ComponentChildren }) => (
  <div class={`notice ${kind}`}>
    <WarningIcon />
    <div>{children}</div>
  </div>
);

export const Badge = ({ kind, children }: { kind: 'good' | 'warn' | 'quiet'; children: ComponentChildren }) => (
  <span class={`badge ${kind}`}>{children}</span>
);
