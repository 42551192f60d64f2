import { createApi } from '../shared/api.ts';
import { mountSurface } from '../shared/surface.tsx';
import { Workspace } from '../workspace/workspace.tsx';
import { Frame } from './frame.tsx';
import { createPageBridge } from './page-bridge.ts';
import { createSessionAuthority } from './session-authority.ts';
import { titleOf } from './title.ts';
import { createViewHistory } from './view-history.ts';
import { pathOf } from './view-path.ts';

/** What the server wrote into the page for this session. */
const given = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';

const csrfToken = given('csrf-token');
const crmUrl = given('crm-url');
const authority = createSessionAuthority(csrfToken);
const view = createViewHistory();
const bridge = createPageBridge({ view, crmUrl });

mountSurface({
  view: () => (
    <Frame bridge={bridge} ended={authority.ended} csrfToken={csrfToken} crmUrl={crmUrl}>
      <Workspace hrefOf={pathOf} />
    </Frame>
  ),
  connect: async () => ({ bridge, api: createApi({ authority, fetch: authority.fetch }), view }),
  title: titleOf,
});
