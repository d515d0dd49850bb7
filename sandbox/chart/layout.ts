import { type Content, html } from '../html.ts';
import type { Persona } from '../personas/persona.ts';
import { PERSONA_LINKS } from '../personas/personas.ts';

/** Whose page it is. `url` is the origin that its links lead to. */
export interface PageOwner {
  url: string;
  persona: Persona;
}

/** A whole page of the EHR. `clinicianName` shows who is logged in, with the way out. */
export function page({
  title,
  body,
  owner: { url, persona },
  clinicianName,
  wide = false,
}: {
  title: string;
  body: Content;
  owner: PageOwner;
  clinicianName?: string | undefined;
  wide?: boolean;
}): string {
  const home = `${url}${persona.prefix}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Harborview EHR (sandbox)</title>
<link rel="stylesheet" href="/public/chart.css">
<link rel="icon" href="data:,">
</head>
<body${wide ? html` class="wide"` : ''}>
<a class="skip" href="#main">Skip to content</a>
<header class="top" aria-label="Harborview EHR">
<a class="brand" href="${home}/patients">Harborview EHR</a>
<span class="environment">Sandbox · synthetic patients</span>
<span class="environment personas">${persona.name} · ${others(url, persona)}</span>
${clinicianName ? html`<form class="who" method="post" action="${home}/logout"><span>${clinicianName}</span><button type="submit">Log out</button></form>` : ''}
</header>
<main id="main" tabindex="-1" aria-label="${title}">
${body}
</main>
</body>
</html>`.text;
}

function others(url: string, persona: Persona): Content {
  const links = PERSONA_LINKS.filter(({ prefix }) => prefix !== persona.prefix);
  return links.map(({ name, prefix }, index) => html`${index > 0 && ' · '}<a href="${url}${prefix}/">${name}</a>`);
}
