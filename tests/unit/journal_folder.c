/* journal_folder.c - a journal in a folder of its own, for tests */
#include "journal_folder.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[64];
struct journal_why why;

void journal_folder_setup(void)
{
	snprintf(folder, sizeof(folder), "/tmp/journal-test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
}

void journal_folder_teardown(void)
{
	char command[100];

	ck_assert_int_eq(chdir("/"), 0);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	ck_assert_int_eq(system(command), 0);
}

struct journal *opened(enum journal_mode mode)
{
	struct journal *j = journal_open(PATH, mode, &why);

	ck_assert_msg(j != NULL, "%s", why.text);
	return j;
}

void run_sql(const char *text)
{
	sqlite3 *db;

	ck_assert_int_eq(sqlite3_open(PATH, &db), SQLITE_OK);
	ck_assert_msg(sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK,
		      "%s", sqlite3_errmsg(db));
	sqlite3_close(db);
}

int64_t query(const char *text)
{
	sqlite3 *db;
	sqlite3_stmt *s;
	int64_t n;

	ck_assert_int_eq(sqlite3_open(PATH, &db), SQLITE_OK);
	ck_assert_msg(sqlite3_prepare_v2(db, text, -1, &s, NULL) == SQLITE_OK,
		      "%s", sqlite3_errmsg(db));
	ck_assert_int_eq(sqlite3_step(s), SQLITE_ROW);
	n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	sqlite3_close(db);
	return n;
}
