import type { LaunchTokens } from './launch-sessions.ts';
import type { TokenAnswer } from './request-token.ts';

/** Share of a token's life after which it is refreshed before use. */
const REFRESH_AT = 0.7;

/** What to store of a token answer received at `now`. An answer without a refresh token leaves the `old` one in force. */
export function tokensFrom(
  now: Date,
  tokenEndpoint: string,
  answer: TokenAnswer,
  old: string | undefined,
): LaunchTokens {
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000).toISOString();
  const refreshToken = answer.refreshToken ?? old;
  return {
    accessToken: answer.accessToken,
    tokenEndpoint,
    refreshAt: after(answer.expiresIn * REFRESH_AT),
    expiresAt: after(answer.expiresIn),
    ...(refreshToken && { refreshToken }),
  };
}
