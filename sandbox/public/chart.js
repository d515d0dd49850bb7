// Behaviour of the chart page: tabs, apps in a frame, notes in a dialog, and fresh notes and plans after a filing.
const workspace = document.getElementById('workspace');
const status = document.getElementById('status');
const address = workspace.dataset.address;
const tabs = [...document.querySelectorAll('[role=tab]')];

function select(tab) {
  for (const other of tabs) {
    const on = other === tab;
    other.setAttribute('aria-selected', String(on));
    other.tabIndex = on ? 0 : -1;
    document.getElementById(other.getAttribute('aria-controls')).hidden = !on;
  }
  history.replaceState(null, '', `#${tab.id.slice(4)}`);
}

document.querySelector('[role=tablist]').hidden = false;
for (const [index, tab] of tabs.entries()) {
  const panel = document.getElementById(tab.getAttribute('aria-controls'));
  panel.setAttribute('role', 'tabpanel');
  tab.addEventListener('click', () => select(tab));
  tab.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(index + step + tabs.length) % tabs.length];
    select(next);
    next.focus();
  });
}
select(document.getElementById(`tab-${location.hash.slice(1)}`) ?? tabs[0]);

async function refresh() {
  await Promise.all(
    ['notes', 'plans'].map(async (key) => {
      const response = await fetch(`${address}/sections/${key}`);
      if (response.ok) document.querySelector(`[data-section=${key}]`).innerHTML = await response.text();
    }),
  );
}

async function poll() {
  if (document.hidden) return;
  const response = await fetch(`${address}/state`).catch(() => undefined);
  if (!response?.ok || response.redirected) return;
  const { state } = await response.json();
  if (state === workspace.dataset.state) return;
  workspace.dataset.state = state;
  await refresh();
  status.textContent = 'The chart has changed. Notes and plans are up to date.';
}
setInterval(poll, 2000);
document.getElementById('refresh').addEventListener('click', async () => {
  await refresh();
  status.textContent = 'Notes and plans are up to date.';
});

const area = document.getElementById('app');
function showInFrame(url, name) {
  area.querySelector('iframe')?.remove();
  const frame = document.createElement('iframe');
  frame.dataset.testid = 'app-frame';
  frame.title = name;
  frame.setAttribute(
    'sandbox',
    'allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-same-origin allow-scripts allow-downloads',
  );
  frame.src = url;
  area.append(frame);
  document.getElementById('app-name').textContent = name;
  area.hidden = false;
  workspace.classList.add('with-app');
}

for (const button of document.querySelectorAll('[data-open]')) {
  button.addEventListener('click', async () => {
    const inTab = button.dataset.target === 'tab';
    // The tab is opened before the request: a browser blocks one that is opened later.
    const tab = inTab ? window.open('about:blank', '_blank') : undefined;
    const encounter = document.getElementById('encounter').value;
    const response = await fetch(`${address}/launch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ app: button.dataset.open, encounter: encounter || undefined, needPatientBanner: inTab }),
    });
    if (!response.ok) {
      tab?.close();
      status.textContent = 'The app could not be opened. Log in again and retry.';
      return;
    }
    const { launchUrl } = await response.json();
    if (tab) tab.location = launchUrl;
    else showInFrame(launchUrl, button.dataset.open === 'throughline' ? 'Throughline' : 'Sample app');
  });
}
document.getElementById('close-app').addEventListener('click', () => {
  area.querySelector('iframe')?.remove();
  area.hidden = true;
  workspace.classList.remove('with-app');
});

const dialog = document.getElementById('note');
document.addEventListener('click', async (event) => {
  const link = event.target.closest?.('[data-note]');
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const response = await fetch(`${link.getAttribute('href')}?fragment`);
  document.getElementById('note-body').innerHTML = await response.text();
  dialog.showModal();
});
