import type { Request, Response } from 'express';
import type { Persona } from '../personas/persona.ts';
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

/** Logins of the EHR's own pages, held in memory. They never take part in an EHR launch. */
export class ChartSessions {
  readonly clinicians: Clinician[];
  private readonly byToken = new Map<string, Clinician>();
  private readonly cookieName: string;
  private readonly path: string;

  /** Each EHR of the sandbox has a cookie of its own, for its own paths. */
  constructor(clinicians: Clinician[], { id, prefix }: Pick<Persona, 'id' | 'prefix'>) {
    this.clinicians = clinicians;
    this.cookieName = `sandbox-ehr-${id}`;
    this.path = prefix || '/';
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
    response.cookie(this.cookieName, token, { httpOnly: true, sameSite: 'lax', path: this.path });
  }

  /** The clinician logged in on this request. */
  find(request: Request): Clinician | undefined {
    const token = this.tokenOf(request);
    return token === undefined ? undefined : this.byToken.get(token);
  }

  /** Ends the login of this request. */
  end(request: Request, response: Response): void {
    const token = this.tokenOf(request);
    if (token !== undefined) this.byToken.delete(token);
    response.clearCookie(this.cookieName, { path: this.path });
  }

  private tokenOf(request: Request): string | undefined {
    return new RegExp(`(?:^|; )${this.cookieName}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
  }
}
