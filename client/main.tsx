import { createRoot } from 'react-dom/client';
import { handleFromPath } from './api/handle-from-path.ts';
import { workspaceApi } from './api/workspace-api.ts';
import { FullNotice } from './workspace/FullNotice.tsx';
import { Workspace } from './workspace/Workspace.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './thread/thread.css';
import './session-input/session-input.css';
import './encounter/encounter.css';
import './draft/draft.css';
import './attest/attest.css';

const place = document.getElementById('workspace');
if (place) {
  const handle = handleFromPath(window.location.pathname);
  createRoot(place).render(
    handle ? (
      <Workspace api={workspaceApi(handle)} />
    ) : (
      <FullNotice title="Open Throughline from a chart">
        <p>This address belongs to no session. Open a patient in your EHR and start Throughline there.</p>
      </FullNotice>
    ),
  );
}
