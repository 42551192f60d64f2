export const inboxStyle = `
:root { color-scheme: light dark; --page: light-dark(#f4f5f7, #14171c); --card: light-dark(#fff, #1d2129);
  --ink: light-dark(#1b2330, #e8ebf0); --soft: light-dark(#5d6778, #9aa5b5); --rule: light-dark(#dfe3e9, #323946);
  --chosen: light-dark(#e6effc, #24344d); --accent: light-dark(#1f5fbf, #86b4ff); }
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; display: flex; flex-direction: column; background: var(--page); color: var(--ink);
  font: 14px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
a { color: var(--accent); }
header { display: flex; align-items: center; gap: 16px; padding: 12px 20px; background: var(--card); border-bottom: 1px solid var(--rule); }
header span { flex: 1; color: var(--soft); }
.brand { font-weight: 700; font-size: 17px; color: inherit; text-decoration: none; }
button, .download { font: inherit; padding: 5px 12px; border: 1px solid var(--rule); border-radius: 6px; background: var(--card); color: inherit; cursor: pointer; text-decoration: none; }
button:hover, .download:hover { border-color: var(--soft); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.columns { flex: 1; display: grid; grid-template-columns: minmax(260px, 380px) 1fr; min-height: 0; }
aside { overflow: auto; background: var(--card); border-right: 1px solid var(--rule); }
.recipients { display: flex; flex-wrap: wrap; gap: 6px; padding: 12px 16px; border-bottom: 1px solid var(--rule); }
.recipients a { padding: 2px 10px; border: 1px solid var(--rule); border-radius: 999px; color: var(--soft); text-decoration: none; overflow-wrap: anywhere; }
.recipients a[aria-current] { background: var(--chosen); color: var(--ink); border-color: transparent; }
.mails { list-style: none; margin: 0; padding: 0; }
.mails a { display: block; padding: 10px 16px; border-bottom: 1px solid var(--rule); color: inherit; text-decoration: none; }
.mails a:hover { background: var(--page); }
.mails a[aria-current] { background: var(--chosen); }
.line { display: flex; justify-content: space-between; gap: 8px; }
.subject { display: block; overflow-wrap: anywhere; }
.line > strong, h1 { min-width: 0; overflow-wrap: anywhere; }
time, .to, .empty, .nothing { color: var(--soft); }
.to { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.tag { border: 1px solid var(--rule); border-radius: 4px; padding: 0 6px; font-size: 12px; font-weight: 400; color: var(--soft); }
.empty, .nothing { padding: 24px; text-align: center; }
main { overflow: auto; padding: 24px clamp(16px, 3vw, 40px); }
article { max-width: 880px; margin: 0 auto; display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; }
h1 { font-size: 22px; line-height: 1.25; margin: 0; }
h2 { font-size: 15px; margin: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
article > iframe { width: 100%; height: 480px; resize: vertical; border: 1px solid var(--rule); border-radius: 8px; background: #fff; color-scheme: light; }
details, .calendar { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 10px 16px; }
.calendar { display: grid; grid-template-columns: 1fr auto; align-items: center; gap: 8px; }
.calendar pre { grid-column: 1 / -1; }
summary { cursor: pointer; font-weight: 600; }
.headers { margin-top: 8px; }
pre { margin: 8px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 12.5px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
@media (max-width: 720px) { .columns { grid-template-columns: 1fr; grid-template-rows: 40vh 1fr; } aside { border-right: 0; border-bottom: 1px solid var(--rule); } header span { display: none; } }
`;
