import type { Complaint } from "../contract/complaint";
import type { Facility, FacilityVerb, Tale } from "../contract/facility";
import type { Labels } from "../contract/labels";
import { Problem, Refused } from "../contract/problem";
import type { Given } from "../live/acknowledgements";

const base = "/api/v1";

/** Longer than this, an answer will not come. */
const answerWithin = 10_000;

export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(base + path, {
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.timeout(answerWithin),
    ...init,
  });
  if (!response.ok) {
    const refused = response.status === 401 || response.status === 403;
    throw new (refused ? Refused : Problem)(response.status, await codeOf(response));
  }
  return response;
}

async function codeOf(response: Response): Promise<string> {
  try {
    const problem: { code?: string; title?: string } = await response.json();
    return problem.code ?? problem.title ?? String(response.status);
  } catch {
    return String(response.status);
  }
}

export async function get<T>(path: string): Promise<T> {
  return (await request(path)).json() as Promise<T>;
}

export const getComplaint = (id: string) => get<Complaint>(`/complaints/${encodeURIComponent(id)}`);

export const getFacility = (id: string) => get<Facility>(`/facilities/${encodeURIComponent(id)}`);

export const getLabels = () => get<Labels>("/labels");

/** Tells something of a facility itself; the same key again has the effect of once. */
export async function tellOf(facility: string, verb: FacilityVerb, tale: Tale, idempotencyKey: string) {
  await request(`/facilities/${encodeURIComponent(facility)}/${verb}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": idempotencyKey },
    body: JSON.stringify(tale),
  });
}

/** Sending the same key again has the effect of sending it once. */
export async function acknowledge(complaint: string, given: Given, idempotencyKey: string) {
  await request(`/complaints/${encodeURIComponent(complaint)}/acknowledge`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": idempotencyKey },
    body: JSON.stringify(given),
  });
}
