export interface Session {
  role: string;
  audiences: string[];
  simulated: boolean;
  build: string;
}
