import './skeleton.css';

/** Stands for rows that are being read. It takes its place at once but shows only after 200 ms, so that fast answers don't flicker. */
export const Skeleton = ({ label, rows }: { label: string; rows: number }) => (
  <div class="skeleton" role="status">
    <span class="unseen">{label}</span>
    {Array.from({ length: rows }, (_, row) => (
      <div key={row} class="skeleton-row" aria-hidden="true">
        <span />
        <span />
      </div>
    ))}
  </div>
);
