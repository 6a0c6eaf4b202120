/* printed_test.c - the table as it was published in September 2019 */
#include "file/printed.h"

#include <check.h>

#include "rows_util.h"

Suite *printed_suite(void);

static struct release r;
static struct buf text;

static void begin(void)
{
	r = (struct release)RELEASE_INIT;
	text = (struct buf)BUF_INIT;
	r.number = SPAN("2.10");
	r.capability = SPAN("FOC");
	r.list_share = SPAN("52");
}

static void end(void)
{
	release_release(&r);
	buf_release(&text);
}

/* gas meter, its firmware, electricity meter, hub, its firmware, display,
 * its firmware */
static void put(const char *id, const char *const cell[7])
{
	struct release_row *row = vec_add(&r.rows);

	row->ppc_id = span_of(id);
	row->fuel_type = SPAN("DF");
	row->smso = SPAN("never printed");
	row->wan_provider = SPAN("never printed");
	row->entry_hold = SPAN("never printed");
	row->device[DEVICE_GSME][RELEASE_MAKER] = SPAN("Landis+Gyr");
	row->device[DEVICE_GSME][RELEASE_MODEL] = span_of(cell[0]);
	row->device[DEVICE_GSME][RELEASE_FIRMWARE] = span_of(cell[1]);
	row->device[DEVICE_ESME][RELEASE_MAKER] = SPAN("Landis+Gyr");
	row->device[DEVICE_ESME][RELEASE_MODEL] = span_of(cell[2]);
	row->device[DEVICE_ESME][RELEASE_FIRMWARE] = SPAN("TBC");
	row->device[DEVICE_CH][RELEASE_MAKER] = SPAN("never printed");
	row->device[DEVICE_CH][RELEASE_MODEL] = span_of(cell[3]);
	row->device[DEVICE_CH][RELEASE_FIRMWARE] = span_of(cell[4]);
	row->device[DEVICE_PPMID][RELEASE_MAKER] = SPAN("GEO");
	row->device[DEVICE_PPMID][RELEASE_MODEL] = span_of(cell[5]);
	row->device[DEVICE_PPMID][RELEASE_FIRMWARE] = span_of(cell[6]);
}

static void five_of_2019(void)
{
	static const char *const cells[5][7] = {
		{ "G370", "03.00.01.61", "E470 (MK1)", "SEAP-2000-V",
		  "2.1.12", "PCK-BB-001", "2.2.1.9.0" },
		{ "G470 (MK1)", "03.02.01.63", "E470 (MK1)", "SEAP-2000-V",
		  "2.1.12", "PCK-BB-001", "2.2.1.9.0" },
		{ "G370", "03.00.01.61", "E470 (MK1)", "SEAP-2001-V",
		  "2.2.7", "PCK-BB-001", "2.2.1.9.0" },
		{ "G470 (MK2)", "03.03.01.61", "E470 (MK2)", "SEAP-2001-V",
		  "2.2.8", "PCK-BB-001", "2.7.1.9.0" },
		{ "G470 (MK1)", "03.02.01.68", "E470 (MK1)", "SEAP-2001-V",
		  "2.2.8", "DUET II", "2.0.1.9.61" },
	};
	static const char *const ids[] = {
		"DMC-1", "DMC-2", "DMC-3", "DMC-4", "DMC-5",
	};

	for (size_t i = 0; i < 5; i++)
		put(ids[i], cells[i]);
}

static const char *printed(enum table_kind kind)
{
	const struct table_out_options options = { .kind = kind };
	struct buf_sink mem;

	buf_clear(&text);
	buf_sink_init(&mem, &text);
	printed_write(&r, &mem.sink, &options);
	return text.p;
}

START_TEST(table_3_of_2019)
{
	five_of_2019();
	ck_assert_str_eq(printed(TABLE_CSV),
		"PPCL V2.10,Landis+Gyr,Landis+Gyr,Landis+Gyr,Landis+Gyr,"
		"Landis+Gyr\n"
		"PPC ID,DMC-1,DMC-2,DMC-3,DMC-4,DMC-5\n"
		"Fuel Type,DF,DF,DF,DF,DF\n"
		"GSME Model,G370,G470 (MK1),G370,G470 (MK2),G470 (MK1)\n"
		"GSME F/W,03.00.01.61,03.02.01.63,03.00.01.61,03.03.01.61,"
		"03.02.01.68\n"
		"ESME Model,E470 (MK1),E470 (MK1),E470 (MK1),E470 (MK2),"
		"E470 (MK1)\n"
		"ESME F/W,TBC,TBC,TBC,TBC,TBC\n"
		"CH Model,SEAP-2000-V,SEAP-2000-V,SEAP-2001-V,SEAP-2001-V,"
		"SEAP-2001-V\n"
		"CH F/W,2.1.12,2.1.12,2.2.7,2.2.8,2.2.8\n"
		"SMETS1 PPMID Model,PCK-BB-001,PCK-BB-001,PCK-BB-001,"
		"PCK-BB-001,DUET II\n"
		"SMETS1 PPMID Firmware,2.2.1.9.0,2.2.1.9.0,2.2.1.9.0,"
		"2.7.1.9.0,2.0.1.9.61\n"
		"SMETS1 PPMID Manufacturer,GEO,GEO,GEO,GEO,GEO\n"
		"% of Total FOC Deployed Estate,,,52%,,\n");
}
END_TEST

/* trap 3: the share stands in the middle column, or in the left of two */
START_TEST(the_share_belongs_to_the_list)
{
	static const char *const share[] = {
		"% of Total FOC Deployed Estate\n",
		"% of Total FOC Deployed Estate,52%\n",
		"% of Total FOC Deployed Estate,52%,\n",
		"% of Total FOC Deployed Estate,,52%,\n",
		"% of Total FOC Deployed Estate,,52%,,\n",
	};
	static const char *const cell[7] = { "", "", "", "", "", "", "" };

	for (size_t i = 0; i < COUNT_OF(share); i++) {
		printed(TABLE_CSV);
		ck_assert(span_ends(buf_span(&text), span_of(share[i])));
		put("DMC", cell);
	}
	r.capability = r.list_share = SPAN_EMPTY;
	printed(TABLE_CSV);
	ck_assert(span_ends(buf_span(&text),
			    SPAN("\n% of Total Deployed Estate,,,,,\n")));
}
END_TEST

START_TEST(the_maker_above_each_column)
{
	static const struct {
		const char *esme, *gsme, *makers;
	} row[] = {
		{ "A", "A", "A" }, { "A", "NONE", "A" }, { "A", "", "A" },
		{ "NONE", "B", "B" }, { "", "B", "B" }, { "A", "B", "A / B" },
		{ "NONE", "NONE", "NONE" }, { "", "", "" },
	};
	static const char *const cell[7] = { "", "", "", "", "", "", "" };
	struct buf line = BUF_INIT;

	buf_add(&line, SPAN("PPCL V2.10"));
	for (size_t i = 0; i < COUNT_OF(row); i++) {
		put("DMC", cell);
		r.rows.v[i].device[DEVICE_ESME][RELEASE_MAKER] =
			span_of(row[i].esme);
		r.rows.v[i].device[DEVICE_GSME][RELEASE_MAKER] =
			span_of(row[i].gsme);
		buf_addf(&line, ",%s", row[i].makers);
	}
	buf_add_char(&line, '\n');
	printed(TABLE_CSV);
	ck_assert(span_starts(buf_span(&text), buf_span(&line)));
	buf_release(&line);
}
END_TEST

START_TEST(other_kinds)
{
	static const char *const cell[7] = {
		"G370", "1.0", "E470", "SEAP", "2.2", "PCK", "3",
	};

	put("DMC-1", cell);
	printed(TABLE_TSV);
	ck_assert(span_starts(buf_span(&text), SPAN("PPCL V2.10\tLandis+Gyr\n"
			      "PPC ID\tDMC-1\nFuel Type\tDF\n")));
	printed(TABLE_MD);
	ck_assert(span_starts(buf_span(&text),
			      SPAN("| PPCL V2.10 | Landis+Gyr |\n")));
	printed(TABLE_TEXT_TABLE);
	ck_assert(span_starts(buf_span(&text), SPAN("PPCL V2.10")));
	ck_assert(strstr(text.p, "52%") != NULL);
}
END_TEST

Suite *printed_suite(void)
{
	Suite *suite = suite_create("printed");
	TCase *c = tcase_create("printed");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, table_3_of_2019);
	tcase_add_test(c, the_share_belongs_to_the_list);
	tcase_add_test(c, the_maker_above_each_column);
	tcase_add_test(c, other_kinds);
	suite_add_tcase(suite, c);
	return suite;
}
