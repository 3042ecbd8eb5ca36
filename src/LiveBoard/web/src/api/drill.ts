import type { DrillView, Fault } from "../contract/drill";
import { get, request } from "./http";

export const getDrill = () => get<DrillView>("/drill");

/** Starts a fault for so many seconds; 0 seconds end it. */
export async function switchFault(fault: Fault, seconds: number): Promise<void> {
  await request(`/drill/${fault}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
    body: JSON.stringify({ seconds }),
  });
}
