import { SERVICES, type Service, servicesNamed } from './service-table.ts';

/** How the minutes of a session stand to its code. */
export interface MinutesCheck {
  readonly fits: boolean;
  /** One sentence, or none where nothing has to be said. */
  readonly words: string;
}

/** Group psychotherapy: the most members that NGS LCD L33632 allows. */
const MOST_IN_GROUP = 12;

/** Compares minutes with what the code covers; undefined where the code is unknown, untimed, or has no minutes to check. */
export function minutesCheck(serviceCode: string | undefined, minutes: number | undefined): MinutesCheck | undefined {
  const services = servicesNamed(serviceCode);
  const [first] = services;
  if (first === undefined || minutes === undefined) return undefined;
  if (first.code === '90839' && minutes > 74) return longCrisis(services, minutes);
  if (first.unitMinutes !== undefined) return units(first, first.unitMinutes, minutes);
  const { code, min, max } = first;
  if (min !== undefined && minutes < min) {
    const other = fittingCode(first, minutes);
    return {
      fits: false,
      words: `${code} needs ${min} minutes; entered ${minutes}.${other ? ` ${other.code} covers ${minutes}.` : ''}`,
    };
  }
  if (max !== undefined && minutes > max) {
    const other = fittingCode(first, minutes);
    return {
      fits: false,
      words: `${code} ends at ${max} minutes; entered ${minutes}.${other ? ` ${other.code} covers ${minutes}.` : ''}`,
    };
  }
  return min === undefined && max === undefined ? undefined : { fits: true, words: '' };
}

/** A sentence where more members are present than a group may have by the payer whose rule is known; else empty. */
export function groupSizeCheck(serviceCode: string | undefined, present: number | undefined): string {
  if (present === undefined || present <= MOST_IN_GROUP || servicesNamed(serviceCode)[0]?.code !== '90853') return '';
  return `${present} present; Medicare (NGS) pays for at most ${MOST_IN_GROUP}.`;
}

/** Crisis psychotherapy past 74 minutes: 90840 stands for each further 30. */
function longCrisis(services: readonly Service[], minutes: number): MinutesCheck {
  const further = Math.ceil((minutes - 74) / 30);
  const named = services.filter(({ code }) => code === '90840').length > 0;
  const words = `${minutes} minutes: 90839 with ${further} × 90840${named ? '' : ', which is not entered'}.`;
  return { fits: named, words };
}

function units(service: Service, unit: number, minutes: number): MinutesCheck {
  const [whole, rest] = [Math.floor(minutes / unit), minutes % unit];
  const counted = `${whole} ${whole === 1 ? 'unit' : 'units'} of ${unit} minutes`;
  if (rest === 0) return { fits: true, words: `${service.code}: ${counted}.` };
  return {
    fits: whole > 0,
    words: `${service.code}: ${counted} and ${rest} ${rest === 1 ? 'minute' : 'minutes'} over; how those round is your payer’s rule.`,
  };
}

function fittingCode({ kind, code }: Service, minutes: number): Service | undefined {
  return SERVICES.find(
    (other) =>
      other.kind === kind &&
      other.code !== code &&
      (other.min ?? Number.POSITIVE_INFINITY) <= minutes &&
      minutes <= (other.max ?? Number.POSITIVE_INFINITY),
  );
}
