export interface Session {
  role: string;
  audiences: string[];
  simulated: boolean;
  build: string;
  /** True where faults are injected for a drill. */
  drill?: boolean;
}
