/* options_test.c - command lines, right and wrong */
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/help.h"
#include "cli/options.h"
#include "cli/prog.h"

Suite *options_suite(void);

struct opts {
	const char *policy;
	uint32_t cover;
	struct cli_maybe hide;
	struct cli_count top, share;
	bool all;
	cli_list map;
};

#define ROW(...) CLI_OPTION(struct opts, __VA_ARGS__)

static const struct cli_option own[] = {
	ROW(policy, FILE, 'p', "policy", "FILE", "", "the policy"),
	ROW(cover, CHOICE, 0, "cover", "WHAT", "none|hardware|pair",
	    "what must be covered"),
	ROW(hide, MAYBE, 0, "public", "FILE", "", "hide names"),
	ROW(top, COUNT, 'n', "top", "N", "", "how many"),
	ROW(share, DECIMAL, 0, "min-share", "P", "", "the least share"),
	ROW(all, FLAG, 'a', "all", "", "", "all of them"),
	ROW(map, LIST, 'm', "map", "FILE", "", "a map"),
};

static struct opts o;
static struct cli_common c;
static const struct cli cli = {
	"test-tool", "[FILE ...]", "for tests", "test-tool x.csv", own,
	sizeof(own) / sizeof(*own), &o, &c,
};

static char said[4096];		/* on standard error by the last parse */
static char *words[40];
static int count, first;

static int parse(const char *line)
{
	static char copy[400];
	char path[] = "/tmp/options-test-XXXXXX";
	int saved = dup(STDERR_FILENO), fd = mkstemp(path), status;
	char *save = NULL;
	ssize_t n;

	memset(&o, 0, sizeof(o));
	memset(&c, 0, sizeof(c));
	snprintf(copy, sizeof(copy), "test-tool %s", line);
	count = 0;
	for (char *w = strtok_r(copy, " ", &save); w;
	     w = strtok_r(NULL, " ", &save))
		words[count++] = strcmp(w, "''") == 0 ? w + 2 : w;
	words[count] = NULL;
	ck_assert_int_ge(fd, 0);
	unlink(path);
	dup2(fd, STDERR_FILENO);
	status = cli_parse(&cli, count, words, &first);
	dup2(saved, STDERR_FILENO);
	close(saved);
	n = pread(fd, said, sizeof(said) - 1, 0);
	said[n < 0 ? 0 : n] = '\0';
	close(fd);
	return status;
}

START_TEST(nothing_given)
{
	ck_assert_int_eq(parse(""), -1);
	ck_assert_int_eq(first, 1);
	ck_assert_ptr_null(o.policy);
	ck_assert_uint_eq(o.cover, CLI_CHOICE_NONE);
	ck_assert_uint_eq(c.format, CLI_CHOICE_NONE);
	ck_assert(!o.hide.given && !o.top.given && !o.all && !c.as_of.given);
	ck_assert_uint_eq(o.map.n, 0);
	ck_assert_str_eq(said, "");
}
END_TEST

START_TEST(values)
{
	ck_assert_int_eq(parse("-p a.json --cover=PAIR "
			       "--top 18446744073709551615 "
			       "--min-share 12.5 -a --format ndjson "
			       "--as-of 1970-01-02 --max-unpacked 3M -qo out"),
			 -1);
	ck_assert_str_eq(o.policy, "a.json");
	ck_assert_uint_eq(o.cover, 2);
	ck_assert_uint_eq(o.top.value, UINT64_MAX);
	ck_assert_uint_eq(o.share.value, 1250);
	ck_assert(o.all && c.quiet && !c.verbose);
	ck_assert_uint_eq(c.format, 3);
	ck_assert_int_eq(c.as_of.day, 1);
	ck_assert_uint_eq(c.max_unpacked.value, 3u << 20);
	ck_assert_str_eq(c.output, "out");
}
END_TEST

START_TEST(the_last_wins_except_in_lists)
{
	ck_assert_int_eq(parse("--top 1 -n 2 -m a --map=b -mc --top=3"), -1);
	ck_assert_uint_eq(o.top.value, 3);
	ck_assert_uint_eq(o.map.n, 3);
	ck_assert_str_eq(o.map.v[0], "a");
	ck_assert_str_eq(o.map.v[1], "b");
	ck_assert_str_eq(o.map.v[2], "c");
	cli_release(&cli);
	ck_assert_uint_eq(o.map.n, 0);
}
END_TEST

START_TEST(maybe)
{
	ck_assert_int_eq(parse("--public x"), -1);
	ck_assert(o.hide.given);
	ck_assert_ptr_null(o.hide.value);
	ck_assert_str_eq(words[first], "x");
	ck_assert_int_eq(parse("--public=x"), -1);
	ck_assert_str_eq(o.hide.value, "x");
	ck_assert_int_eq(first, count);
}
END_TEST

START_TEST(operands)
{
	ck_assert_int_eq(parse("a --top 1 - b -a -- --top -x"), -1);
	ck_assert_int_eq(count - first, 5);
	ck_assert_str_eq(words[first], "a");
	ck_assert_str_eq(words[first + 1], "-");
	ck_assert_str_eq(words[first + 2], "b");
	ck_assert_str_eq(words[first + 3], "--top");
	ck_assert_str_eq(words[first + 4], "-x");
	ck_assert(o.all);
}
END_TEST

static const struct {
	const char *line, *said;
} wrong[] = {
	{ "--fromat csv", "unknown option '--fromat'; did you mean "
	  "'--format'?" },
	{ "--polcy=x", "unknown option '--polcy'; did you mean '--policy'?" },
	{ "--qqqqqqqq", "unknown option '--qqqqqqqq'" },
	{ "--fo x", "option '--fo' may be --format, --for-spreadsheet" },
	{ "-Z", "unknown option '-Z'" },
	{ "-aZ", "unknown option '-Z'" },
	{ "--top", "option '--top' needs a value: N" },
	{ "-n", "option '--top' needs a value: N" },
	{ "--all=yes", "option '--all' takes no value" },
	{ "--top 1e3", "option '--top': '1e3' is not a count; expected "
	  "digits" },
	{ "--top -1", "option '--top': '-1' is not a count; expected digits" },
	{ "--top 18446744073709551616", "option '--top': "
	  "'18446744073709551616' is not a count; expected digits" },
	{ "--cover pai", "option '--cover': 'pai' is not one of none, "
	  "hardware, pair; did you mean 'pair'?" },
	{ "--cover x", "option '--cover': 'x' is not one of none, hardware, "
	  "pair" },
	{ "--cover ''", "option '--cover': '' is not one of none, hardware, "
	  "pair" },
	{ "--min-share 1.234", "option '--min-share': '1.234' is not a number "
	  "with at most two decimals, such as 12.5" },
	{ "--as-of 2019-02-29", "option '--as-of': '2019-02-29' is not a "
	  "date; expected YYYY-MM-DD" },
	{ "--max-unpacked 17179869184G", "option '--max-unpacked': "
	  "'17179869184G' is not a size; expected digits and perhaps k, M or "
	  "G" },
	{ "--max-unpacked k", "option '--max-unpacked': 'k' is not a size; "
	  "expected digits and perhaps k, M or G" },
	{ "-p ''", "option '--policy': the name is blank" },
	{ "--top a\033[31m", "option '--top': 'a\\x1b[31m' is not a count; "
	  "expected digits" },
};

START_TEST(wrong_usage)
{
	char expected[400];

	ck_assert_int_eq(parse(wrong[_i].line), PROG_USAGE);
	snprintf(expected, sizeof(expected),
		 "smets1-tools: %s\nsmets1-tools: try 'test-tool --help'\n",
		 wrong[_i].said);
	ck_assert_str_eq(said, expected);
	cli_release(&cli);
}
END_TEST

START_TEST(sizes)
{
	static const struct {
		const char *line;
		uint64_t bytes;
	} v[] = {
		{ "--max-unpacked 0", 0 },
		{ "--max-unpacked 1000", 1000 },
		{ "--max-unpacked 2k", 2048 },
		{ "--max-unpacked 2K", 2048 },
		{ "--max-unpacked 5m", 5u << 20 },
		{ "--max-unpacked 4G", UINT64_C(4) << 30 },
		{ "--max-unpacked 17179869183G",
		  UINT64_C(17179869183) << 30 },
	};

	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		ck_assert_int_eq(parse(v[i].line), -1);
		ck_assert_uint_eq(c.max_unpacked.value, v[i].bytes);
	}
}
END_TEST

START_TEST(help_text)
{
	static const char expected[] =
		"usage: test-tool [OPTION ...] [FILE ...]\n\n"
		"for tests\n\n"
		"options:\n"
		"  -p, --policy FILE    the policy\n"
		"      --cover WHAT     what must be covered;\n"
		"                       one of none, hardware,\n"
		"                       pair\n"
		"      --public[=FILE]  hide names\n"
		"  -n, --top N          how many\n"
		"      --min-share P    the least share\n"
		"  -a, --all            all of them\n"
		"  -m, --map FILE       a map\n\n"
		"common options:\n"
		"      --color WHEN     auto|always|never in\n"
		"                       colour\n\n"
		"examples:\n"
		"  test-tool x.csv\n\n"
		"exit status: 0 done, 1 the answer is no,\n"
		"             2 wrong usage, 3 input rejected,\n"
		"             4 system failure\n";
	static const struct cli_option common[] = {
		{ CLI_CHOICE, 0, "color", "WHEN", "auto|always|never",
		  "auto|always|never in colour", 0 },
	};
	struct buf b = BUF_INIT;

	help_add(&b, &cli, common, 1, 46);
	ck_assert_str_eq(b.p, expected);
	buf_release(&b);
}
END_TEST

Suite *options_suite(void)
{
	Suite *s = suite_create("options");
	TCase *t = tcase_create("options");

	tcase_add_test(t, nothing_given);
	tcase_add_test(t, values);
	tcase_add_test(t, the_last_wins_except_in_lists);
	tcase_add_test(t, maybe);
	tcase_add_test(t, operands);
	tcase_add_loop_test(t, wrong_usage, 0,
			    sizeof(wrong) / sizeof(*wrong));
	tcase_add_test(t, sizes);
	tcase_add_test(t, help_text);
	suite_add_tcase(s, t);
	return s;
}
