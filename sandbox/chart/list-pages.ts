import { html } from '../html.ts';
import type { ChartData } from './chart-data.ts';
import { type PageOwner, page } from './layout.ts';
import { newestEncounters } from './sections.ts';
import type { Clinician } from './sessions.ts';
import { ageOn, day } from './wording.ts';

/** The login page. */
export function loginPage(clinicians: Clinician[], failed: boolean, owner: PageOwner): string {
  const body = html`<h1>Log in</h1>
${failed && html`<p role="alert" class="alert">The username or the password is wrong. The password of every clinician is “sandbox”.</p>`}
<form class="card" method="post" action="${owner.persona.prefix}/login">
<label>Clinician <select name="username" required>${clinicians.map(({ username, name, organization }) => html`<option value="${username}">${name} – ${organization}</option>`)}</select></label>
<label>Password <input type="password" name="password" required autocomplete="current-password" aria-describedby="hint"></label>
<p id="hint" class="quiet">The password is “sandbox”. All patients here are invented.</p>
<button type="submit" class="primary">Log in</button>
</form>`;
  return page({ title: 'Log in', body, owner });
}

/** The patients of this EHR. */
export function patientsPage(charts: ChartData[], clinicianName: string, today: string, owner: PageOwner): string {
  const rows = charts.map((chart) => {
    const { patient } = chart;
    return html`<tr><td><a href="${chart.address}">${patient.name?.[0]?.text ?? ''}</a></td><td>${day(patient.birthDate)}</td><td class="number">${ageOn(patient.birthDate, today)}</td><td>${patient.identifier?.[0]?.value ?? ''}</td><td>${patient.generalPractitioner?.[0]?.display ?? ''}</td><td>${day(newestEncounters(chart)[0]?.period?.start)}</td></tr>`;
  });
  const body = html`<h1>Patients</h1><table><caption class="hidden">Patients</caption><thead><tr>${['Name', 'Date of birth', 'Age', 'MRN', 'Clinician', 'Last visit'].map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
  return page({ title: 'Patients', body, owner, clinicianName });
}
