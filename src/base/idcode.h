/*
 * idcode.h - an id as a number of 64 bits, without loss
 *
 * Ids of installations and devices are nearly always decimal numbers of up
 * to 18 digits, or EUI-64 in one of four spellings. Such an id is told apart
 * from every other of its form by a number, spelling included.
 *
 *	uint64_t code;
 *	unsigned forms = 0, form;
 *	while ((form = id_code(s, &code)) != 0)		(0: any other id)
 *		forms |= form;
 *	if (id_forms_differ(forms))
 *		...different codes are different ids...
 *
 * Two ids of any such form are the same but for the case of letters if their
 * codes and id_form_plain() are the same.
 *
 * Forms: decimal digits (1 to 18, not 16); 16 hexadecimal digits; eight
 * pairs of them with "-" or with ":" between. Ids of two forms, or letters
 * in both cases, are not told apart.
 */
#ifndef BASE_IDCODE_H
#define BASE_IDCODE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/span.h"

unsigned id_code(struct span s, uint64_t *code);
/* All forms of many ids together; 0 unless each has one. */
unsigned id_codes(const struct span *id, size_t n, uint64_t *code);
bool id_forms_differ(unsigned forms);
unsigned id_form_plain(unsigned form);	/* without the case of letters */

#endif
