/** Quotations keep their words. */
const QUOTED =
  /(?:"[^"\n]*"|“[^”\n]*”|(?<![\p{L}\p{N}])['‘](?=\S)(?:[^'’\n]|(?<=\p{L})['’](?=\p{L}))*['’](?![\p{L}\p{N}]))/gu;

/** In a report `me` may be the patient's: only one who is there while it is told can be the clinician. */
const THERE =
  /\b(with|beside|next to|in front of) me(?= (?:there|present|here|in (?:the )?(?:room|session|office))\b)/gi;

/** The interpreter's companion at work is the clinician. */
const WITH_INTERPRETER = /\b(interp(?:reter)?) and I\b/gi;

/** Of a note that begins with the patient's verb: whom the patient told, gave and asked is the clinician. */
const OF_PATIENT =
  /(^\s*|[;,]\s+|\band\s+)((?:first|then|later|also)\s+)?(told|tells|gave|asked|asks|showed|called|texted|emailed|handed|thanked|hugged|(?:looked|smiled|yelled) at|(?:said|spoke|talked) to|spoke with) me\b/gi;

/** In a plan the clinician is the one who is seen, called and told. */
const OF_PLAN =
  /\b((?:see|sees|call|calls|text|texts|phone|phones|message|messages|email|emails|tell|tells|meet|meets|reach|reaches|bring it to|back to|with|by)) me\b(?!\s+(?:time|day))/gi;

/** What was reported, with the clinician's `with me there` and `interpreter and I` in the third person; quotations and all other words stay. */
export function reportInThirdPerson(text: string): string {
  return outsideQuotations(text, (part) =>
    part.replace(THERE, '$1 the clinician').replace(WITH_INTERPRETER, '$1 and the clinician'),
  );
}

/** As `reportInThirdPerson`, for words that begin with a verb whose subject is the patient: `told me he is scared`. */
export function patientsDeedInThirdPerson(text: string): string {
  return outsideQuotations(reportInThirdPerson(text), (part) => part.replace(OF_PATIENT, '$1$2$3 the clinician'));
}

/** What is planned, with the clinician's `see me` in the third person; quotations and all other words stay. */
export function planInThirdPerson(text: string): string {
  return outsideQuotations(text, (part) => part.replace(OF_PLAN, '$1 the clinician'));
}

function outsideQuotations(text: string, change: (part: string) => string): string {
  let at = 0;
  let out = '';
  for (const quotation of text.matchAll(QUOTED)) {
    out += change(text.slice(at, quotation.index)) + quotation[0];
    at = quotation.index + quotation[0].length;
  }
  return out + change(text.slice(at));
}
