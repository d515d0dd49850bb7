import { randomBytes } from 'node:crypto';
import type { PersonaSmart } from '../personas/persona.ts';
import type { GrantedScopes } from './scopes.ts';

/** What a launch or a login settled: who, about whom, and how the app is shown. */
export interface LaunchContext {
  practitioner: string;
  patient?: string;
  encounter?: string;
  needPatientBanner: boolean;
  /** Cuts what is granted below what the client is registered for. */
  narrowTo?: string[];
}

/** One authorization: everything the token endpoint needs to know of the authorize request. */
export interface Grant {
  id: string;
  clientId: string;
  redirectUri: string;
  scopes: GrantedScopes;
  codeChallenge: string;
  nonce?: string;
  context: LaunchContext;
  revoked: boolean;
}

interface Issued {
  grant: Grant;
  expiresAt: number;
  used: boolean;
  scopes: GrantedScopes;
}

/** A live access token as the resource server sees it. */
export interface LiveToken {
  grant: Grant;
  /** What is enforced, in v2 letters. */
  scopes: string[];
  /** The same as the token answer spelled it. */
  spoken: string[];
  /** ms since 1970 */
  expiresAt: number;
}

interface PendingLaunch {
  clientId: string;
  context: LaunchContext;
  expiresAt: number;
}

const codeLifeMs = 60_000;
const launchLifeMs = 300_000;
const refreshLifeMs = 90 * 24 * 3_600_000;

/** A 256-bit unguessable value. */
export function unguessable(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The authorization server's memory: launches, codes and tokens. A code works once; a second use revokes what the first
 * one issued (RFC 6749 §4.1.2). Where refresh tokens rotate, use of an old one revokes the chain (RFC 9700 §4.14); where they
 * are kept, one stays good until it expires or is revoked.
 */
export class GrantBook {
  readonly accessTokenSeconds: number;
  private readonly rotates: boolean;
  private readonly launches = new Map<string, PendingLaunch>();
  private readonly codes = new Map<string, Issued>();
  private readonly accessTokens = new Map<string, Issued>();
  private readonly refreshTokens = new Map<string, Issued>();

  constructor(smart: Pick<PersonaSmart, 'accessTokenSeconds' | 'refresh'>) {
    this.accessTokenSeconds = smart.accessTokenSeconds;
    this.rotates = smart.refresh === 'rotates';
  }

  /** Registers an EHR launch and returns its one-time `launch` value, good for five minutes. */
  openLaunch(clientId: string, context: LaunchContext): string {
    const launch = unguessable();
    this.launches.set(launch, { clientId, context, expiresAt: Date.now() + launchLifeMs });
    return launch;
  }

  /** Consumes a `launch` value; undefined if unknown, used, expired or meant for another client. */
  takeLaunch(launch: string, clientId: string): LaunchContext | undefined {
    const pending = this.launches.get(launch);
    if (!pending || pending.clientId !== clientId || pending.expiresAt < Date.now()) return undefined;
    this.launches.delete(launch);
    return pending.context;
  }

  /** Issues a code that lives 60 seconds. */
  issueCode(grant: Omit<Grant, 'id' | 'revoked'>): string {
    const code = unguessable();
    const full: Grant = { ...grant, id: unguessable(), revoked: false };
    this.codes.set(code, { grant: full, expiresAt: Date.now() + codeLifeMs, used: false, scopes: grant.scopes });
    return code;
  }

  /** The grant behind a code, used up by this call. A replay revokes everything issued from the code. */
  redeemCode(code: string): Grant | undefined {
    const issued = this.codes.get(code);
    if (!issued) return undefined;
    if (issued.used) issued.grant.revoked = true;
    if (issued.used || issued.expiresAt < Date.now()) return undefined;
    issued.used = true;
    return issued.grant;
  }

  /** Issues an opaque access token that lives `accessTokenSeconds`. */
  issueAccessToken(grant: Grant, scopes: GrantedScopes): string {
    const token = unguessable();
    const expiresAt = Date.now() + this.accessTokenSeconds * 1000;
    this.accessTokens.set(token, { grant, scopes, used: false, expiresAt });
    return token;
  }

  issueRefreshToken(grant: Grant, scopes: GrantedScopes): string {
    const token = unguessable();
    this.refreshTokens.set(token, { grant, scopes, used: false, expiresAt: Date.now() + refreshLifeMs });
    return token;
  }

  /** The grant behind a refresh token. Where they rotate it is used up, and a reused one revokes the whole chain. */
  redeemRefreshToken(token: string, clientId: string): { grant: Grant; scopes: GrantedScopes } | undefined {
    const issued = this.refreshTokens.get(token);
    if (!issued || issued.grant.clientId !== clientId) return undefined;
    if (issued.used) issued.grant.revoked = true;
    if (issued.grant.revoked || issued.expiresAt < Date.now()) return undefined;
    issued.used = this.rotates;
    return { grant: issued.grant, scopes: issued.scopes };
  }

  /** A live access token's grant, scopes and expiry; undefined if unknown, expired or revoked. */
  findAccessToken(token: string): LiveToken | undefined {
    const issued = this.accessTokens.get(token);
    if (!issued || issued.grant.revoked || issued.expiresAt < Date.now()) return undefined;
    const { grant, scopes, expiresAt } = issued;
    return { grant, scopes: scopes.enforced, spoken: scopes.spoken, expiresAt };
  }

  /**
   * Revokes the grant behind an access or refresh token of this client (RFC 7009).
   * @returns false if the token is another client's; it then stays as it was. An unknown token is no fault.
   */
  revoke(token: string, clientId: string): boolean {
    const issued = this.accessTokens.get(token) ?? this.refreshTokens.get(token);
    if (issued === undefined) return true;
    if (issued.grant.clientId !== clientId) return false;
    issued.grant.revoked = true;
    return true;
  }
}
