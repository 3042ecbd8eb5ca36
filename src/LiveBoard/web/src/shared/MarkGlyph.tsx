import type { Mark } from "../live/facility-mark";

/** Circle, diamond, filled square, outlined square, dashed square: five shapes, readable without colour. */
export const MarkGlyph = ({ mark }: { mark: Mark }) => <i class={`mark ${mark}`} aria-hidden="true" />;
