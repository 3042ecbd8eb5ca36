import { type Language, language, setLanguage } from "../text/language";
import { t } from "../text/texts";

const choices: readonly Language[] = ["id", "en"];

export const LanguageSwitch = () => (
  <fieldset class="languages">
    <legend class="unseen">{t("language")}</legend>
    {choices.map((choice) => (
      <button
        key={choice}
        type="button"
        lang={choice}
        aria-pressed={language.value === choice}
        onClick={() => setLanguage(choice)}
      >
        {choice.toUpperCase()}
      </button>
    ))}
  </fieldset>
);
