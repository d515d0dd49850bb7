import type { Request, Response } from 'express';
import { unguessable } from '../smart/grants.ts';

/** A clinician who can log in to this EHR. */
export interface Clinician {
  id: string;
  username: string;
  name: string;
  organization: string;
}

/** The one password of the sandbox. Its patients are invented. */
export const sandboxPassword = 'sandbox';

const cookieName = 'sandbox-ehr';

/** Logins of the EHR's own pages, held in memory. They never take part in an EHR launch. */
export class ChartSessions {
  readonly clinicians: Clinician[];
  private readonly byToken = new Map<string, Clinician>();

  constructor(clinicians: Clinician[]) {
    this.clinicians = clinicians;
  }

  /** The clinician with this username and password, or undefined. */
  check(username: string, password: string): Clinician | undefined {
    if (password !== sandboxPassword) return undefined;
    return this.clinicians.find((clinician) => clinician.username === username || clinician.id === username);
  }

  /** Starts a login and sets its cookie. */
  start(clinician: Clinician, response: Response): void {
    const token = unguessable();
    this.byToken.set(token, clinician);
    response.cookie(cookieName, token, { httpOnly: true, sameSite: 'lax', path: '/' });
  }

  /** The clinician logged in on this request. */
  find(request: Request): Clinician | undefined {
    const token = tokenOf(request);
    return token === undefined ? undefined : this.byToken.get(token);
  }

  /** Ends the login of this request. */
  end(request: Request, response: Response): void {
    const token = tokenOf(request);
    if (token !== undefined) this.byToken.delete(token);
    response.clearCookie(cookieName, { path: '/' });
  }
}

function tokenOf(request: Request): string | undefined {
  return new RegExp(`(?:^|; )${cookieName}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
}
