import { inPipedrive, mountSurface } from '../shared/surface.tsx';
import { Workspace } from '../workspace/workspace.tsx';

mountSurface({ view: () => <Workspace />, connect: inPipedrive({ height: 720, width: 1120 }, 'views') });
