/* tables_in_test.c - aliases, known names, column maps and public names */
#include "file/tables_in.h"

#include <check.h>
#include <string.h>

#include "rows_util.h"

Suite *tables_in_suite(void);

static struct diag d;
static struct alias_table aliases;
static struct rename_table renames;
static struct public_table names;
static struct rows_source source;
static bool system_error;

static void begin(void)
{
	d = (struct diag)DIAG_INIT;
	aliases = (struct alias_table)ALIAS_TABLE_INIT;
	renames = (struct rename_table)RENAME_TABLE_INIT;
	names = (struct public_table)PUBLIC_TABLE_INIT;
}

static void end(void)
{
	alias_table_release(&aliases);
	rename_table_release(&renames);
	public_table_release(&names);
	diag_release(&d);
	file_end();
}

enum which { ALIASES, KNOWN, MAP, PUBLIC };

static bool reads(enum which which, const char *text)
{
	const char *path = file_put("t.csv", span_of(text));

	switch (which) {
	case ALIASES:
		return aliases_read(&aliases, path, NULL, &d, &source,
				    &system_error);
	case KNOWN:
		return known_read(&aliases, path, NULL, &d, &source,
				  &system_error);
	case MAP:
		return renames_read(&renames, path, NULL, &d, &source,
				    &system_error);
	default:
		return public_read(&names, path, NULL, &d, &source,
				   &system_error);
	}
}

START_TEST(aliases_as_they_stand)
{
	ck_assert(reads(ALIASES, "to,field,from\n"
			"G470 (MK2),gsme_model,G470-(MK2)\n"
			"Landis+Gyr,Manufacturer,L+G\n"
			"NONE, model ,\n"));
	ck_assert_uint_eq(aliases.aliases.n, 3);
	ck_assert(span_eq(aliases.aliases.v[0].field, SPAN("gsme_model")));
	ck_assert(span_eq(aliases.aliases.v[0].from, SPAN("G470-(MK2)")));
	ck_assert(span_eq(aliases.aliases.v[0].to, SPAN("G470 (MK2)")));
	ck_assert(span_eq(aliases.aliases.v[2].from, SPAN_EMPTY));
	ck_assert(!aliases.known_given);
	ck_assert_uint_eq(source.rows, 3);
	ck_assert_str_eq(source.name, "t.csv");
	ck_assert_str_eq(found(&d), "");
}
END_TEST

START_TEST(known_names)
{
	ck_assert(reads(KNOWN, "field,name\nmodel,G370\nsmso,SMSO-1\n"));
	ck_assert(aliases.known_given);
	ck_assert_uint_eq(aliases.known.n, 2);
	ck_assert(span_eq(aliases.known.v[1].name, SPAN("SMSO-1")));
}
END_TEST

/* With an empty list everything is unknown; without one nothing is. */
START_TEST(an_empty_list_is_a_list)
{
	ck_assert(reads(KNOWN, "field,name\n"));
	ck_assert(aliases.known_given);
	ck_assert_uint_eq(aliases.known.n, 0);
}
END_TEST

START_TEST(column_maps)
{
	ck_assert(reads(MAP, "from\tto\nHub Model\tch_model\nx\tnot ours\n"));
	ck_assert_uint_eq(renames.renames.n, 2);
	ck_assert(span_eq(renames.renames.v[0].from, SPAN("Hub Model")));
	ck_assert(span_eq(renames.renames.v[0].to, SPAN("ch_model")));
}
END_TEST

START_TEST(public_names)
{
	ck_assert(reads(PUBLIC, "smso;alias\nReal Name;SMSO-1\n"));
	ck_assert_uint_eq(names.names.n, 1);
	ck_assert(span_eq(names.names.v[0].smso, SPAN("Real Name")));
	ck_assert(span_eq(names.names.v[0].alias, SPAN("SMSO-1")));
}
END_TEST

START_TEST(what_is_wrong_with_a_table)
{
	static const struct {
		enum which which;
		const char *text;
		bool ok;
		const char *found;
	} row[] = {
		{ ALIASES, "", false, "E TAB001 t.csv:0 -\n" },
		{ ALIASES, "field,from,to\nmodel,\"a,b\n", false,
		  "E TAB001 t.csv:2 from\n" },
		{ ALIASES, "field,from,to\nmodel,a\n", false,
		  "E TAB002 t.csv:2 to\n" },
		{ ALIASES, "field,from,to\nmodel,\xff,b\n", false,
		  "E TAB003 t.csv:2 from '\xff'\n" },
		{ ALIASES, "field,from\nmodel,a\n", false,
		  "E TAB007 t.csv:1 to\n" },
		{ KNOWN, "name\nG370\n", false, "E TAB007 t.csv:1 field\n" },
		{ MAP, "to\nch_model\n", false, "E TAB007 t.csv:1 from\n" },
		{ PUBLIC, "smso\nA\n", false, "E TAB007 t.csv:1 alias\n" },
		{ ALIASES, "field,from,to,why\nmodel,a,b,c\n", true,
		  "N TAB008 t.csv:1 why\n" },
		{ ALIASES, "field,from,to,TO\n", false,
		  "E TAB009 t.csv:1 TO\n" },
		/* TAB010: a field that is no column */
		{ ALIASES, "field,from,to\nmodle,a,b\nhw,c,d\n", false,
		  "E TAB010 t.csv:2 field 'modle'\n"
		  "E TAB010 t.csv:3 field 'hw'\n" },
		{ KNOWN, "field,name\nch_modell,a\n", false,
		  "E TAB010 t.csv:2 field 'ch_modell'\n" },
		{ KNOWN, "field,name\nCH_MODEL,a\nfw_version,b\n", true,
		  "" },
		/* TAB011: one spelling, two names */
		{ ALIASES, "field,from,to\nmodel,a,b\n model,a,c\n", false,
		  "E TAB011 t.csv:3 from 'a'\n" },
		{ ALIASES, "field,from,to\nmodel,a,b\nmodel,a,b\n"
		  "ch_model,a,c\n", true, "" },
		/* TAB012: nothing where a name is needed */
		{ ALIASES, "field,from,to\n,a,b\nmodel,a, \n", false,
		  "E TAB012 t.csv:2 field ''\n"
		  "E TAB012 t.csv:3 to ' '\n" },
		{ KNOWN, "field,name\nmodel,\n", false,
		  "E TAB012 t.csv:2 name ''\n" },
		{ MAP, "from,to\n,a\nb,\n", false,
		  "E TAB012 t.csv:2 from ''\n"
		  "E TAB012 t.csv:3 to ''\n" },
		{ PUBLIC, "smso,alias\n,a\nb,\n", false,
		  "E TAB012 t.csv:2 smso ''\n"
		  "E TAB012 t.csv:3 alias ''\n" },
	};

	for (size_t i = 0; i < COUNT_OF(row); i++) {
		end();
		begin();
		ck_assert_msg(reads(row[i].which, row[i].text) == row[i].ok,
			      "'%s': %s", row[i].text, found(&d));
		ck_assert(!system_error);
		ck_assert_msg(!strcmp(found(&d), row[i].found),
			      "'%s':\n%sinstead of\n%s", row[i].text,
			      found(&d), row[i].found);
	}
}
END_TEST

START_TEST(a_table_that_is_not_there)
{
	ck_assert(!known_read(&aliases, "/nonexistent/t.csv", NULL, &d,
			      &source, &system_error));
	ck_assert(system_error);
	ck_assert_uint_eq(d.count[DIAG_ERROR], 1);
}
END_TEST

START_TEST(json_will_do_as_well)
{
	ck_assert(reads(ALIASES, "[{\"field\": \"model\", \"from\": \"a\","
			" \"to\": \"b\"}]"));
	ck_assert_uint_eq(aliases.aliases.n, 1);
}
END_TEST

Suite *tables_in_suite(void)
{
	Suite *suite = suite_create("tables_in");
	TCase *c = tcase_create("tables_in");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, aliases_as_they_stand);
	tcase_add_test(c, known_names);
	tcase_add_test(c, an_empty_list_is_a_list);
	tcase_add_test(c, column_maps);
	tcase_add_test(c, public_names);
	tcase_add_test(c, what_is_wrong_with_a_table);
	tcase_add_test(c, a_table_that_is_not_there);
	tcase_add_test(c, json_will_do_as_well);
	suite_add_tcase(suite, c);
	return suite;
}
