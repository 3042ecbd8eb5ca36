import { Refused } from "../contract/problem";
import type { Session } from "../contract/session";
import { get, request } from "./http";

/** The key of a printed address (`/wall#key=...`), which is removed from the address before it is used. */
export function takeKeyFromAddress(): string | undefined {
  const key = new URLSearchParams(location.hash.slice(1)).get("key") ?? undefined;
  if (key) {
    history.replaceState(null, "", location.pathname + location.search);
  }
  return key;
}

export async function signIn(key: string): Promise<void> {
  await request("/session", {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Idempotency-Key": crypto.randomUUID() },
  });
}

/** Who is signed in; undefined if nobody is. */
export async function currentSession(): Promise<Session | undefined> {
  try {
    return await get<Session>("/session");
  } catch (error) {
    if (error instanceof Refused) {
      return undefined;
    }
    throw error;
  }
}
