/** One label in both languages. */
export interface Words {
  id: string;
  en: string;
}

export type LabelGroup =
  | "clocks"
  | "categories"
  | "payers"
  | "channels"
  | "classes"
  | "careClasses"
  | "grades"
  | "rungs"
  | "desks"
  | "alarms"
  | "kinds";

export type Labels = Partial<Record<LabelGroup, Record<string, Words>>>;
