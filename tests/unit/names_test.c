/* names_test.c - one class for one name, and what is printed for it */
#include "engine/names.h"

#include <check.h>

#include "model/rfi.h"
#include "rows_util.h"

Suite *names_suite(void);

static struct alias_table table;
static struct names *n;

static void begin(void)
{
	table = (struct alias_table)ALIAS_TABLE_INIT;
	n = NULL;
}

static void end(void)
{
	names_free(n);
	alias_table_release(&table);
}

static void alias(const char *field, const char *from, const char *to)
{
	const struct alias a = { span_of(field), span_of(from),
				 span_of(to) };

	vec_push(&table.aliases, a);
}

static void known(const char *field, const char *name)
{
	const struct known_name k = { span_of(field), span_of(name) };

	table.known_given = true;
	vec_push(&table.known, k);
}

static uint32_t cls(unsigned column, const char *cell)
{
	return names_class(n, names_put(n, column, span_of(cell)));
}

static void seen(unsigned column, const char *cell, uint64_t installations)
{
	names_count(n, names_put(n, column, span_of(cell)), installations);
}

static void prints(unsigned column, const char *cell, const char *text)
{
	const struct span s = names_print(n, cls(column, cell));

	ck_assert_msg(span_eq(s, span_of(text)), "'%s' prints '%.*s'", cell,
		      SPAN_A(s));
}

START_TEST(four_classes_are_the_same_everywhere)
{
	static const struct {
		const char *cell;
		uint32_t cls;
		const char *print;
	} row[] = {
		{ "", NAME_BLANK, "" },
		{ "  ", NAME_BLANK, "" },
		{ "?", NAME_UNKNOWN, "?" },
		{ " ? ", NAME_UNKNOWN, "?" },
		{ "TBC", NAME_TBC, "TBC" },
		{ "tbc \xe2\x81\xb4", NAME_TBC, "TBC" },
		{ "none", NAME_NONE, "NONE" },
	};

	n = names_new(NULL);
	for (size_t i = 0; i < COUNT_OF(row); i++) {
		for (unsigned c = 0; c < RFI_COLUMNS; c++) {
			ck_assert_uint_eq(cls(c, row[i].cell), row[i].cls);
			seen(c, row[i].cell, 7);
			prints(c, row[i].cell, row[i].print);
		}
	}
	ck_assert_uint_ge(cls(RFI_SMSO, "none at all"), NAME_FIRST);
	ck_assert_uint_ge(cls(RFI_SMSO, "??"), NAME_FIRST);
}
END_TEST

START_TEST(the_most_counted_spelling_is_printed)
{
	n = names_new(NULL);
	seen(RFI_ESME_MODEL, "E470(mk1)", 5);
	prints(RFI_ESME_MODEL, "e470 (mk1)", "E470(mk1)");
	seen(RFI_ESME_MODEL, "E470 (MK1)", 3);
	prints(RFI_ESME_MODEL, "e470 (mk1)", "E470(mk1)");
	seen(RFI_ESME_MODEL, " E470 (MK1) ", 3);	/* the same spelling */
	prints(RFI_ESME_MODEL, "e470 (mk1)", "E470 (MK1)");
	/* a tie: bytewise first, whichever came first */
	seen(RFI_GSME_MODEL, "g370", 4);
	seen(RFI_GSME_MODEL, "G370", 4);
	prints(RFI_GSME_MODEL, "g370", "G370");
	seen(RFI_CH_MODEL, "X", 4);
	seen(RFI_CH_MODEL, "x", 4);
	prints(RFI_CH_MODEL, "x", "X");
}
END_TEST

START_TEST(what_is_printed_does_not_depend_on_order)
{
	static const struct {
		const char *cell;
		uint64_t installations;
	} row[] = {
		{ "SEAP-2000-V", 10 }, { "seap-2000-v", 4 },
		{ "Seap-2000-V", 6 }, { "seap-2000-v", 6 },
		{ "SEAP-2000-V\xe2\x81\xb4", 1 }, { "seap-2000-v", 1 },
	};
	size_t order[COUNT_OF(row)];

	seed_of("names", 1);
	for (unsigned round = 0; round < rounds(200, 20000); round++) {
		n = names_new(NULL);
		for (size_t i = 0; i < COUNT_OF(row); i++) {
			const size_t j = rng((uint32_t)i + 1);

			order[i] = order[j];
			order[j] = i;
		}
		for (size_t i = 0; i < COUNT_OF(row); i++)
			seen(RFI_CH_MODEL, row[order[i]].cell,
			     row[order[i]].installations);
		prints(RFI_CH_MODEL, "seap-2000-v", "SEAP-2000-V");
		names_free(n);
		n = NULL;
	}
}
END_TEST

START_TEST(columns_that_name_the_same_share_classes)
{
	static const struct {
		unsigned a, b;
		bool same;
	} row[] = {
		{ RFI_CH_MANUFACTURER, RFI_GSME_MANUFACTURER, true },
		{ RFI_ESME_MANUFACTURER, RFI_PPMID_MANUFACTURER, true },
		{ RFI_SUPPLIER, RFI_REPORTER, true },
		{ RFI_SMSO, RFI_REPORTER, true },
		{ RFI_CH_FW_VERSION, RFI_TARGET_CH_FW, true },
		{ RFI_PPMID_FW_VERSION, RFI_TARGET_PPMID_FW, true },
		{ RFI_CH_FW_VERSION, RFI_ESME_FW_VERSION, false },
		{ RFI_CH_FW_VERSION, RFI_TARGET_ESME_FW, false },
		{ RFI_CH_MODEL, RFI_ESME_MODEL, false },
		{ RFI_CH_MODEL, RFI_CH_FW_VERSION, false },
		{ RFI_REGION, RFI_CAPABILITY, false },
	};

	n = names_new(NULL);
	for (size_t i = 0; i < COUNT_OF(row); i++)
		ck_assert_msg((cls(row[i].a, "A b") == cls(row[i].b, "a  B"))
			      == row[i].same, "row %zu", i);
}
END_TEST

START_TEST(aliases_join_spellings)
{
	alias("model", "G470-MK2", "G470 (MK2)");
	alias("ch_model", "X", "hub x");
	alias("model", "X", "any x");
	alias("manufacturer", "L+G", "Landis+Gyr");
	alias("fw_version", "3.0", "03.00");
	alias("supplier", "Old Co", "SUP-A");
	alias("esme_model", "unknown", "?");
	n = names_new(&table);
	seen(RFI_GSME_MODEL, "g470 (mk2)", 90);
	seen(RFI_GSME_MODEL, "G470-mk2", 1);
	/* the target as it is written, however few wrote it so */
	prints(RFI_GSME_MODEL, "g470 (mk2)", "G470 (MK2)");
	prints(RFI_GSME_MODEL, "G470-MK2", "G470 (MK2)");
	ck_assert_uint_eq(cls(RFI_GSME_MODEL, "G470-MK2"),
			  cls(RFI_GSME_MODEL, "G470(mk2)"));
	/* the very column before the field */
	prints(RFI_CH_MODEL, "x", "hub x");
	prints(RFI_ESME_MODEL, "x", "any x");
	prints(RFI_GSME_MANUFACTURER, "l+g", "Landis+Gyr");
	ck_assert_uint_eq(cls(RFI_CH_MANUFACTURER, "L+G"),
			  cls(RFI_ESME_MANUFACTURER, "landis+gyr"));
	prints(RFI_TARGET_GSME_FW, "3.0", "03.00");
	ck_assert_uint_eq(cls(RFI_TARGET_GSME_FW, "3.0"),
			  cls(RFI_GSME_FW_VERSION, "03.00"));
	/* supplier is a column, not the field of reporter */
	ck_assert_uint_eq(cls(RFI_SUPPLIER, "old co"),
			  cls(RFI_SUPPLIER, "SUP-A"));
	ck_assert_uint_ne(cls(RFI_REPORTER, "old co"),
			  cls(RFI_SUPPLIER, "SUP-A"));
	ck_assert_uint_eq(cls(RFI_ESME_MODEL, "unknown"), NAME_UNKNOWN);
	ck_assert_uint_ne(cls(RFI_GSME_MODEL, "unknown"), NAME_UNKNOWN);
}
END_TEST

START_TEST(finds_without_counting)
{
	uint32_t spellings;

	alias("smso", "One", "SMSO-1");
	n = names_new(&table);
	seen(RFI_SMSO, "SMSO-1", 1);
	spellings = names_spellings(n);
	ck_assert_uint_eq(names_find(n, RFI_SMSO, SPAN(" smso-1")),
			  cls(RFI_SMSO, "SMSO-1"));
	ck_assert_uint_eq(names_find(n, RFI_SMSO, SPAN("one")),
			  cls(RFI_SMSO, "SMSO-1"));
	ck_assert_uint_eq(names_find(n, RFI_SMSO, SPAN("SMSO-9")),
			  NAME_BLANK);
	ck_assert_uint_eq(names_find(n, RFI_REGION, SPAN("SMSO-1")),
			  NAME_BLANK);
	ck_assert_uint_eq(names_find(n, RFI_SMSO, SPAN("none")), NAME_NONE);
	ck_assert_uint_eq(names_spellings(n), spellings);
}
END_TEST

START_TEST(near_and_unknown_names)
{
	static const struct {
		unsigned column;
		const char *cell, *near;	/* NULL: not near */
		bool unknown;
	} row[] = {
		{ RFI_ESME_MODEL, "E470 (MK1)", NULL, false },
		{ RFI_ESME_MODEL, "e470(mk1)", NULL, false },
		{ RFI_ESME_MODEL, "E470-(MK1)", "E470 (MK1)", true },
		{ RFI_ESME_MODEL, "E470 (MK3)", NULL, true },
		{ RFI_ESME_MODEL, "old name", NULL, false },
		{ RFI_ESME_MODEL, "", NULL, false },
		{ RFI_ESME_MODEL, "?", NULL, false },
		{ RFI_ESME_MODEL, "NONE", NULL, false },
		{ RFI_ESME_MODEL, "TBC", NULL, false },
		/* the alias target is known, its near misses are found */
		{ RFI_ESME_MODEL, "new nam", "new name", true },
		{ RFI_ESME_MODEL, "New Name", NULL, false },
		/* --known speaks of models only */
		{ RFI_ESME_MANUFACTURER, "Whoever", NULL, false },
		{ RFI_GSME_MODEL, "E470 (MKI)", NULL, true },
		{ RFI_GSME_MODEL, "E470 (MKK1)", "E470 (MK1)", true },
		/* of two that are near, the bytewise first */
		{ RFI_GSME_MODEL, "DUO", "DUA", true },
	};

	alias("model", "old name", "new name");
	known("model", "E470 (MK1)");
	known("model", "DUE");
	known("model", "DUA");
	n = names_new(&table);
	for (size_t i = 0; i < COUNT_OF(row); i++) {
		const struct span cell = span_of(row[i].cell);
		struct span near;
		const bool is = names_near(n, row[i].column, cell, &near);

		ck_assert_msg(is == (row[i].near != NULL), "'%s'",
			      row[i].cell);
		if (is)
			ck_assert_msg(span_eq(near, span_of(row[i].near)),
				      "'%s'", row[i].cell);
		ck_assert_msg(names_unknown(n, row[i].column, cell) ==
			      row[i].unknown, "'%s'", row[i].cell);
	}
}
END_TEST

START_TEST(nothing_is_unknown_without_a_list)
{
	struct span near;

	alias("model", "old name", "new name");
	n = names_new(&table);
	ck_assert(!names_unknown(n, RFI_ESME_MODEL, SPAN("whatever")));
	ck_assert(names_near(n, RFI_ESME_MODEL, SPAN("newname"), &near));
	names_free(n);
	n = names_new(NULL);
	ck_assert(!names_near(n, RFI_ESME_MODEL, SPAN("newname"), &near));
}
END_TEST

START_TEST(lists_spellings)
{
	struct span text;
	uint32_t c;

	n = names_new(NULL);
	names_put(n, RFI_CH_MODEL, SPAN(" a  b "));
	names_put(n, RFI_CH_MODEL, SPAN("a  b"));
	names_put(n, RFI_CH_MODEL, SPAN("A b"));
	ck_assert_uint_eq(names_spellings(n), 2);
	names_spelling(n, 0, &text, &c);
	ck_assert(span_eq(text, SPAN("a  b")));
	ck_assert_uint_eq(c, cls(RFI_CH_MODEL, "A b"));
	ck_assert(span_eq(names_canonical(n, c), SPAN("a b")));
}
END_TEST

/* rfi.h: the arithmetic of devices and parts */
START_TEST(columns_of_devices)
{
	enum device d;
	enum part p;
	bool target;

	ck_assert_uint_eq(rfi_column(DEVICE_GSME, PART_MODEL),
			  RFI_GSME_MODEL);
	ck_assert_uint_eq(rfi_target_fw(DEVICE_PPMID), RFI_TARGET_PPMID_FW);
	ck_assert(rfi_column_device(RFI_TARGET_ESME_FW, &d, &p, &target));
	ck_assert(d == DEVICE_ESME && p == PART_FW_VERSION && target);
	ck_assert(rfi_column_device(RFI_PPMID_CONFIG, &d, &p, &target));
	ck_assert(d == DEVICE_PPMID && p == PART_CONFIG && !target);
	ck_assert(!rfi_column_device(RFI_PPMID_KIND, &d, &p, &target));
	ck_assert(!rfi_column_device(RFI_STATUS, &d, &p, &target));
	ck_assert(span_eq(rfi_field(RFI_CH_HW_REVISION),
			  SPAN("hw_revision")));
	ck_assert(span_eq(rfi_field(RFI_TARGET_CH_FW), SPAN("fw_version")));
	ck_assert(span_eq(rfi_field(RFI_SMSO), SPAN("smso")));
	for (unsigned c = 0; c < RFI_COLUMNS; c++) {
		if (!rfi_column_device(c, &d, &p, &target))
			continue;
		ck_assert_uint_eq(target ? rfi_target_fw(d) :
					   rfi_column(d, p), c);
	}
}
END_TEST

Suite *names_suite(void)
{
	Suite *s = suite_create("names");
	TCase *t = tcase_create("names");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, four_classes_are_the_same_everywhere);
	tcase_add_test(t, the_most_counted_spelling_is_printed);
	tcase_add_test(t, what_is_printed_does_not_depend_on_order);
	tcase_add_test(t, columns_that_name_the_same_share_classes);
	tcase_add_test(t, aliases_join_spellings);
	tcase_add_test(t, finds_without_counting);
	tcase_add_test(t, near_and_unknown_names);
	tcase_add_test(t, nothing_is_unknown_without_a_list);
	tcase_add_test(t, lists_spellings);
	tcase_add_test(t, columns_of_devices);
	suite_add_tcase(s, t);
	return s;
}
