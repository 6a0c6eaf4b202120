/*
 * names.h - spellings, the names they stand for, and what to print
 *
 * A spelling is what somebody wrote in a column. Spellings with the same
 * canonical form, or that an alias maps to one name, are one class: they are
 * counted together. What is printed for a class is the alias's target, else
 * the spelling that stands for most installations (ties: bytewise first).
 * Blanks and footnote marks at the ends of a name are not part of its spelling.
 *
 *	uint32_t s = names_put(n, RFI_ESME_MODEL, cell);
 *	names_count(n, s, 151);			(installations)
 *	uint32_t c = names_class(n, s);
 *	struct span text = names_print(n, c);
 *
 * Columns that name the same kind of thing share their classes: the makers
 * of all devices; supplier, reporter and SMSO; installed and target firmware
 * of one device. Four classes are the same in every column: blank, "?", TBC
 * and NONE (NAME_BLANK ...).
 *
 * names_near() and names_unknown() judge a cell against the known names
 * (alias targets and the --known list).
 *
 * Memory: about 100 bytes and the text for each distinct spelling of a
 * column.
 */
#ifndef ENGINE_NAMES_H
#define ENGINE_NAMES_H

#include <stdbool.h>
#include <stdint.h>
#include "base/span.h"
#include "model/alias.h"

enum { NAME_BLANK, NAME_UNKNOWN, NAME_TBC, NAME_NONE, NAME_FIRST };

struct names;

struct names *names_new(const struct alias_table *aliases); /* kept; or NULL */
void names_free(struct names *n);

uint32_t names_put(struct names *n, unsigned column, struct span cell);
void names_count(struct names *n, uint32_t spelling, uint64_t installations);
uint32_t names_class(const struct names *n, uint32_t spelling);
struct span names_print(const struct names *n, uint32_t cls);
struct span names_canonical(const struct names *n, uint32_t cls);

/* What an alias says is meant by the cell; the cell itself without one. */
struct span names_meant(struct names *n, unsigned column,
			struct span cell);

/* The class of a text in a column, without counting it as a spelling;
 * NAME_BLANK for a text that no cell has. */
uint32_t names_find(const struct names *n, unsigned column,
		    struct span text);

/* A known name that the cell may have been meant for; false if none, or if
 * the cell is itself a known name. */
bool names_near(struct names *n, unsigned column, struct span cell,
		struct span *known);
/* With a --known list for the field: is the cell not on it? */
bool names_unknown(struct names *n, unsigned column, struct span cell);

/* Other spellings of the same class, and how often: for reports. */
uint32_t names_spellings(const struct names *n);
void names_spelling(const struct names *n, uint32_t spelling,
		    struct span *text, uint32_t *cls);

#endif
