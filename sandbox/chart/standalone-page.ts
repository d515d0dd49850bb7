import { html } from '../html.ts';
import { type PageOwner, page } from './layout.ts';
import type { Clinician } from './sessions.ts';

/** What a clinician sees in a standalone launch: log in if need be, pick the patient, then the visit, let the app in. */
export function standalonePage(options: {
  app: string;
  query: Record<string, string>;
  clinicianName: string | undefined;
  clinicians: Clinician[];
  patients: { id: string; name: string }[];
  /** Picked already; then only the visit is left to pick. */
  picked?: { patient: { id: string; name: string }; visits: { id: string; name: string }[] } | undefined;
  /** Whose page, and what stands before /oauth2. */
  owner: PageOwner & { authUrl: string };
}): string {
  const { owner, app, query, clinicianName, clinicians, patients, picked } = options;
  const body = html`<h1>Open ${app}</h1>
<form class="card" method="post" action="${owner.authUrl}/oauth2/authorize">
${Object.entries(query)
  .filter(([name]) => !['username', 'password', 'chosen_patient', 'chosen_encounter'].includes(name))
  .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${
  clinicianName
    ? html`<p>Logged in as ${clinicianName}.</p>`
    : html`<label>Clinician <select name="username" required>${clinicians.map(({ username, name }) => html`<option value="${username}">${name}</option>`)}</select></label>
<label>Password <input type="password" name="password" required autocomplete="current-password"></label>`
}
${
  picked
    ? html`<p>Patient: ${picked.patient.name}</p><input type="hidden" name="chosen_patient" value="${picked.patient.id}">
<label>Visit <select name="chosen_encounter">${picked.visits.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}<option value="">No visit</option></select></label>`
    : ''
}
${
  patients.length && !picked
    ? html`<label>Patient <select name="chosen_patient" required>${patients.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}</select></label>`
    : ''
}
<button type="submit" class="primary">Allow and open</button>
</form>`;
  return page({ title: `Open ${app}`, body, owner });
}
