/*
 * journal_folder.h - a journal in a folder of its own, for tests
 *
 * A fixture makes the folder and goes there; PATH is the journal in it, and
 * SQL asks it as anybody may.
 */
#ifndef JOURNAL_FOLDER_H
#define JOURNAL_FOLDER_H

#include <check.h>
#include "file/journal.h"

#define PATH	"sit.journal"

extern struct journal_why why;		/* of the last journal opened */

void journal_folder_setup(void);
void journal_folder_teardown(void);
struct journal *opened(enum journal_mode mode);
void run_sql(const char *text);
int64_t query(const char *text);

#define ck_span_eq(a, text) \
	do { \
		const struct span ck_s = (a); \
		ck_assert_msg(span_eq(ck_s, span_of(text)), \
			      "'" SPAN_F "' is not '%s'", SPAN_A(ck_s), \
			      text); \
	} while (0)

#endif
