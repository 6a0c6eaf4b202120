#include <check.h>
#include <signal.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/table.h"

Suite *table_suite(void);

enum { SMSO, SUPPLIER, AS_OF, COUNT, SHARE, STATUS, COLUMNS };

static const struct table_column columns[COLUMNS] = {
	{ "smso", TABLE_TEXT, "", TABLE_REQUIRED, "operator" },
	{ "supplier", TABLE_TEXT, "", TABLE_REQUIRED, "energy supplier" },
	{ "snapshot_date", TABLE_DATE, "", TABLE_OPTIONAL, "as of" },
	{ "count_active", TABLE_COUNT, "", TABLE_OPTIONAL, "in use" },
	{ "share", TABLE_PERCENT, "", TABLE_OPTIONAL, "of all" },
	{ "status", TABLE_ENUM, "ACTIVE|DORMANT|?", TABLE_OPTIONAL, "now" },
};

static const struct table_format format = {
	"inventory/1", TABLE_CODES("INV"), columns, COLUMNS,
};

static struct diag d;
static struct table_binding b;
static struct buf said;

static void begin(void)
{
	d = (struct diag)DIAG_INIT;
	b = (struct table_binding){ 0 };
	said = (struct buf)BUF_INIT;
}

static void end(void)
{
	table_binding_release(&b);
	diag_release(&d);
	buf_release(&said);
}

/* Binds a header given as "a,b"; what was said is in `said`, a line each. */
static bool bind(const char *header, const struct table_rename *v, size_t n)
{
	struct table_renames renames = { v, n };
	struct span rest = span_of(header), name[64];
	size_t names = 0;
	bool ok;

	while (span_cut(&rest, ',', &name[names]))
		names++;
	ok = table_bind(&b, &format, name, names, n ? &renames : NULL, &d,
			"f", 1);
	diag_sort(&d);
	buf_add(&said, SPAN_EMPTY);
	for (size_t i = 0; i < d.found.n; i++) {
		diag_line(&d.found.v[i], &said);
		buf_add_char(&said, '\n');
	}
	return ok;
}

START_TEST(binds_in_any_order_and_case)
{
	struct span row[] = { SPAN("9"), SPAN("SUP-A"), SPAN("SMSO-1") };

	ck_assert(bind("Count_Active, SUPPLIER ,\tsmso\r", NULL, 0));
	ck_assert_str_eq(said.p, "");
	ck_assert_uint_eq(b.width, 3);
	ck_assert(span_eq(table_cell(&b, row, SMSO), SPAN("SMSO-1")));
	ck_assert(span_eq(table_cell(&b, row, SUPPLIER), SPAN("SUP-A")));
	ck_assert(span_eq(table_cell(&b, row, COUNT), SPAN("9")));
	ck_assert(span_eq(table_cell(&b, row, STATUS), SPAN_EMPTY));
	ck_assert_uint_eq(b.at[STATUS], TABLE_ABSENT);
}
END_TEST

START_TEST(says_what_is_wrong_with_a_header)
{
	static const struct {
		const char *header;
		bool ok;
		const char *said;
	} row[] = {
		{ "smso_id,supplier", false,
		  "f:1: column 'smso': is missing; the nearest name in the "
		  "file is 'smso_id' [INV007]\n"
		  "f:1: column 'smso_id': is not a column of inventory "
		  "(note) [INV008]\n" },
		{ "smso,supplier,Count_Activ", true,
		  "f:1: column 'Count_Activ': is not a column of inventory; "
		  "the nearest is 'count_active' (note) [INV008]\n" },
		{ "smso,supplier,colour", true,
		  "f:1: column 'colour': is not a column of inventory (note) "
		  "[INV008]\n" },
		{ "smso,supplier,share,SHARE", false,
		  "f:1: column 'SHARE': is there twice; remove or rename one "
		  "[INV009]\n" },
		{ "smso,supplier,xyz,Xyz", false,
		  "f:1: column 'xyz': is not a column of inventory (note) "
		  "[INV008]\n"
		  "f:1: column 'Xyz': is there twice; remove or rename one "
		  "[INV009]\n" },
		{ "smso,supplier,,,x", true,
		  "f:1: column 3 has no name; it is not read (note) "
		  "[INV008]\n"
		  "f:1: column 4 has no name; it is not read (note) "
		  "[INV008]\n"
		  "f:1: column 'x': is not a column of inventory (note) "
		  "[INV008]\n" },
		{ "", false,
		  "f:1: column 'smso': is missing [INV007]\n"
		  "f:1: column 'supplier': is missing [INV007]\n" },
		{ "smso,status", false,	/* known names are not offered */
		  "f:1: column 'supplier': is missing [INV007]\n" },
		{ "sms0,supplyer", false,
		  "f:1: column 'smso': is missing; the nearest name in the "
		  "file is 'sms0' [INV007]\n"
		  "f:1: column 'sms0': is not a column of inventory; the "
		  "nearest is 'smso' (note) [INV008]\n"
		  "f:1: column 'supplier': is missing; the nearest name in "
		  "the file is 'supplyer' [INV007]\n"
		  "f:1: column 'supplyer': is not a column of inventory; the "
		  "nearest is 'supplier' (note) [INV008]\n" },
	};

	ck_assert_int_eq(bind(row[_i].header, NULL, 0), row[_i].ok);
	ck_assert_str_eq(said.p, row[_i].said);
}
END_TEST

START_TEST(renames_come_first)
{
	struct table_rename map[] = {
		{ SPAN("Operator "), SPAN(" SMSO") },
		{ SPAN("not there"), SPAN("share") },
		{ SPAN("smso"), SPAN("colour") },
	};

	ck_assert(!bind("operator,supplier", map, 0));
	table_binding_release(&b);
	diag_release(&d);
	buf_clear(&said);
	ck_assert(bind("operator,supplier,smso", map, 3));
	ck_assert_uint_eq(b.at[SMSO], 0);
	ck_assert_uint_eq(b.at[SUPPLIER], 1);
	ck_assert_str_eq(said.p, "f:1: column 'smso': is renamed to 'colour', "
			 "which is not a column of inventory (note) "
			 "[INV008]\n");
}
END_TEST

START_TEST(rename_onto_another_is_twice)
{
	struct table_rename map[] = { { SPAN("op"), SPAN("smso") } };

	ck_assert(!bind("smso,supplier,op", map, 1));
	ck_assert_str_eq(said.p, "f:1: column 'op': is renamed to 'smso', "
			 "which is there already [INV009]\n");
	ck_assert_uint_eq(d.found.v[0].position, 3);
}
END_TEST

START_TEST(finds_names)
{
	ck_assert_uint_eq(table_find(&format, SPAN(" Share ")), SHARE);
	ck_assert_uint_eq(table_find(&format, SPAN("shar")), TABLE_ABSENT);
	ck_assert_str_eq(table_nearest(&format, SPAN("shar")), "share");
	ck_assert_str_eq(table_nearest(&format, SPAN("STATS")), "status");
	ck_assert_str_eq(table_nearest(&format, SPAN("smso")), "smso");
	ck_assert_ptr_null(table_nearest(&format, SPAN("smos")));
	ck_assert_ptr_null(table_nearest(&format, SPAN("")));
	ck_assert_ptr_null(table_nearest(&format, SPAN("volume")));
}
END_TEST

START_TEST(knows_the_domain_of_a_cell)
{
	static const struct {
		unsigned column;
		const char *text;
		bool ok;
		enum table_code why;
		const char *canonical;
	} row[] = {
		{ SMSO, "any \xff thing", true, 0, "any \xff thing" },
		{ SMSO, "", true, 0, "" },
		{ COUNT, "12", true, 0, "12" },
		{ COUNT, "", true, 0, "" },
		{ COUNT, "12O4", false, TABLE_NOT_COUNT, "12O4" },
		{ COUNT, "-1", false, TABLE_NOT_COUNT, "-1" },
		{ COUNT, "  ", false, TABLE_NOT_COUNT, "  " },
		{ SHARE, "33.33", true, 0, "33.33" },
		{ SHARE, "33", true, 0, "33" },
		{ SHARE, "", true, 0, "" },
		{ SHARE, "33.333", false, TABLE_NOT_COUNT, "33.333" },
		{ SHARE, "1 %", false, TABLE_NOT_COUNT, "1 %" },
		{ AS_OF, "2019-08-30", true, 0, "2019-08-30" },
		{ AS_OF, "", true, 0, "" },
		{ AS_OF, "30/08/2019", false, TABLE_NOT_DATE, "30/08/2019" },
		{ AS_OF, "2019-02-29", false, TABLE_NOT_DATE, "2019-02-29" },
		{ STATUS, "active", true, 0, "ACTIVE" },
		{ STATUS, "Dormant", true, 0, "DORMANT" },
		{ STATUS, "?", true, 0, "?" },
		{ STATUS, "", true, 0, "" },
		{ STATUS, "ACTIVE|DORMANT", false, TABLE_NOT_VALUE,
		  "ACTIVE|DORMANT" },
		{ STATUS, "ACT", false, TABLE_NOT_VALUE, "ACT" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct span canonical = SPAN("unset");
		enum table_code why = 0;
		struct span text = span_of(row[i].text);

		ck_assert_msg(table_valid(&columns[row[i].column], text,
					  &canonical, &why) == row[i].ok,
			      "'%s'", row[i].text);
		ck_assert_uint_eq(why, row[i].why);
		ck_assert(span_eq(canonical, span_of(row[i].canonical)));
		ck_assert_int_eq(table_valid(&columns[row[i].column], text,
					     NULL, NULL), row[i].ok);
	}
}
END_TEST

START_TEST(codes_belong_to_the_family)
{
	ck_assert_str_eq(format.codes[TABLE_UNREADABLE], "INV001");
	ck_assert_str_eq(format.codes[TABLE_NOT_COUNT], "INV004");
	ck_assert_str_eq(format.codes[TABLE_TWICE], "INV009");
}
END_TEST

START_TEST(column_out_of_range_is_a_bug)
{
	bind("smso,supplier", NULL, 0);
	table_cell(&b, NULL, COLUMNS);
}
END_TEST

Suite *table_suite(void)
{
	Suite *s = suite_create("table");
	TCase *t = tcase_create("table");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, binds_in_any_order_and_case);
	tcase_add_loop_test(t, says_what_is_wrong_with_a_header, 0, 9);
	tcase_add_test(t, renames_come_first);
	tcase_add_test(t, rename_onto_another_is_twice);
	tcase_add_test(t, finds_names);
	tcase_add_test(t, knows_the_domain_of_a_cell);
	tcase_add_test(t, codes_belong_to_the_family);
	tcase_add_test_raise_signal(t, column_out_of_range_is_a_bug, SIGABRT);
	suite_add_tcase(s, t);
	return s;
}
