import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * A phone number as E.164 (API7): a national number belongs to the clinic's country. Text that is no phone number comes
 * back as it was, so that the law of the record refuses it in its own words.
 */
export function phoneIn(country: string, text: string): string {
  const home: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(text, home);
  return number?.isPossible() === true ? number.number : text.trim();
}
