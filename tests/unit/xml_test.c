/*
 * xml_test.c - what is hostile is refused, what is written is read back
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "file/xml.h"

#define A	"urn:a"
#define B	"urn:b"

static const struct xml_ns ns_a = { "a", A }, ns_b = { "b", B };

static struct xml *parse(const char *text)
{
	struct xml_error why = { 0 };
	struct xml *doc = xml_parse(span_of(text), &why);

	ck_assert_msg(doc != NULL, "%s: %s", text, why.text);
	return doc;
}

static void ck_refused(struct span bytes, uint64_t line, const char *begins)
{
	struct xml_error why = { .line = 99 };
	struct xml *doc = xml_parse(bytes, &why);

	ck_assert_msg(doc == NULL, "taken: %.60s", bytes.p);
	ck_assert_msg(strncmp(why.text, begins, strlen(begins)) == 0,
		      "'%s' does not begin with '%s'", why.text, begins);
	ck_assert_uint_eq(why.line, line);
}

static void ck_span(struct span s, const char *expected)
{
	ck_assert_msg(span_eq(s, span_of(expected)), "'" SPAN_F "', not '%s'",
		      SPAN_A(s), expected);
}

START_TEST(test_navigation)
{
	struct xml *doc = parse(
		"<?xml version='1.0' encoding='utf-8'?>\n"
		"<x:r xmlns:x='urn:a' v='1' w='a&amp;b'>\n"
		" <x:one>12<!-- not here -->34</x:one>\n"
		" <two xmlns='urn:b'><![CDATA[a<b]]>&#13;&lt;</two>"
		"<x:one/>\n</x:r>\n");
	const struct xml_node *root = xml_root(doc), *n;
	struct span space, name, value;
	struct buf path = BUF_INIT;

	ck_assert(xml_is(root, A, "r"));
	ck_assert(!xml_is(root, B, "r"));
	ck_assert(!xml_has_text(root));
	ck_assert_ptr_null(xml_parent(root));
	ck_assert(xml_attribute(root, "w", &value));
	ck_span(value, "a&b");
	ck_assert(!xml_attribute(root, "u", &value));
	ck_assert(xml_attribute_at(root, 0, &space, &name, &value));
	ck_span(name, "v");
	ck_assert(!xml_attribute_at(root, 2, &space, &name, &value));
	n = xml_first(root);
	ck_span(xml_text(n), "1234");
	ck_assert_uint_eq(xml_line(n), 3);
	n = xml_next(n);
	ck_span(xml_name(n), "two");
	ck_span(xml_space(n), B);
	ck_span(xml_text(n), "a<b\r<");
	ck_assert(xml_has_text(n));
	xml_path(n, &path);
	ck_span(buf_span(&path), "r/two");
	n = xml_next(n);
	ck_span(xml_text(n), "");
	ck_assert_ptr_null(xml_next(n));
	ck_assert_ptr_eq(xml_child(root, A, "one"), xml_first(root));
	ck_assert_ptr_null(xml_child(root, A, "two"));
	buf_release(&path);
	xml_free(doc);
}
END_TEST

static const struct {
	const char *text;
	unsigned line;
	const char *begins;
} bad[] = {
	{ "", 0, "is empty" },
	{ " \n", 0, "is empty" },
	{ "x", 1, "is not well-formed XML" },
	{ "<a>", 1, "is not well-formed XML" },
	{ "<a>\n</b>", 2, "is not well-formed XML" },
	{ "<a/><b/>", 1, "is not well-formed XML" },
	{ "<a:b/>", 1, "is not well-formed XML: Namespace prefix a" },
	{ "<a b='1' b='2'/>", 1, "is not well-formed XML" },
	{ "<a>&x;</a>", 1, "is not well-formed XML: Entity 'x' not defined" },
	{ "<a>\x01</a>", 1, "is not well-formed XML" },
	{ "<a>\n\xff</a>", 2, "is not UTF-8" },
	{ "<!DOCTYPE a><a/>", 1, "has a DOCTYPE" },
	{ "<?xml version='1.0'?>\n<!-- x --><!DOCTYPE a SYSTEM '/etc/passwd'>"
	  "<a/>", 2, "has a DOCTYPE" },
	{ "<!DOCTYPE a PUBLIC 'x' 'http://127.0.0.1:9/x'><a/>", 1,
	  "has a DOCTYPE" },
	{ "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><a/>",
	  1, "has a DOCTYPE" },
	{ "<!DOCTYPE a [", 1, "has a DOCTYPE" },
	{ "<!DOCTYPE", 1, "is not well-formed XML" },
	{ "<?xml-stylesheet href='x.xsl'?><a/>", 1,
	  "has a processing instruction" },
	{ "<a><?php x ?></a>", 1, "has a processing instruction" },
	{ "<?xml version='1.0' encoding='UTF-16'?><a/>", 1,
	  "says that it is not UTF-8" },
	{ "<?xml version=\"1.0\"\n encoding = \"latin1\"?><a/>", 1,
	  "says that it is not UTF-8" },
	{ "+ADw-a/+AD4-", 1, "is not well-formed XML" },
};

START_TEST(test_refused)
{
	ck_refused(span_of(bad[_i].text), bad[_i].line, bad[_i].begins);
}
END_TEST

START_TEST(test_utf16_and_nul)
{
	ck_refused(SPAN("\xff\xfe<\0a\0/\0>\0"), 1, "is not UTF-8");
	ck_refused(SPAN("<\0a\0/\0>\0"), 1, "is not UTF-8");
	ck_refused(SPAN("<a>\0</a>"), 1, "is not UTF-8");
	xml_free(parse("\xef\xbb\xbf<a/>"));
}
END_TEST

/* Each in a tenth of a second of work, however busy the machine. */
static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void ck_fast(struct buf *b, const char *begins)
{
	double begin = seconds();
	struct xml_error why;

	ck_assert_ptr_null(xml_parse(buf_span(b), &why));
	ck_assert_msg(seconds() - begin < 0.1, "%s took too long", begins);
	ck_assert_msg(strncmp(why.text, begins, strlen(begins)) == 0,
		      "'%s' does not begin with '%s'", why.text, begins);
	buf_clear(b);
}

static void repeat(struct buf *b, const char *text, unsigned times)
{
	while (times--)
		buf_add(b, span_of(text));
}

START_TEST(test_bombs)
{
	struct buf b = BUF_INIT;

	repeat(&b, "<!DOCTYPE a [<!ENTITY x0 'ha'>", 1);
	for (unsigned i = 1; i < 30; i++)
		buf_addf(&b, "<!ENTITY x%u '&x%u;&x%u;'>", i, i - 1, i - 1);
	repeat(&b, "]><a>&x29;</a>", 1);
	ck_fast(&b, "has a DOCTYPE");

	repeat(&b, "<!DOCTYPE a [<!ENTITY x '", 1);
	repeat(&b, "y", 200000);
	repeat(&b, "'>]><a>", 1);
	repeat(&b, "&x;", 20000);
	repeat(&b, "</a>", 1);
	ck_fast(&b, "has a DOCTYPE");

	repeat(&b, "<a>", 1000000);
	ck_fast(&b, "has elements nested deeper than 256");

	repeat(&b, "<a>", 1);
	repeat(&b, " ", 17 << 20);
	repeat(&b, "</a>", 1);
	ck_fast(&b, "is larger than 16 MiB");
	buf_release(&b);
}
END_TEST

/* What is too many; attributes cost the square of their number. */
START_TEST(test_many)
{
	struct buf b = BUF_INIT;
	struct xml_error why;
	struct xml *doc;

	repeat(&b, "<a>", 1);
	repeat(&b, "<b/>", XML_MAX_NODES);
	repeat(&b, "</a>", 1);
	ck_refused(buf_span(&b), 1, "has more than 400,000 elements");
	buf_clear(&b);

	repeat(&b, "<a", 1);
	for (unsigned i = 0; i < 400000; i++)
		buf_addf(&b, " b%u =\n''", i);
	repeat(&b, "/>", 1);
	ck_fast(&b, "has an element with more than 100 attributes");

	repeat(&b, "<a>", 1);
	for (unsigned i = 0; i < 101; i++)
		repeat(&b, "<b c='d'/>", 1);
	repeat(&b, "</a>", 1);
	doc = xml_parse(buf_span(&b), &why);
	ck_assert_ptr_nonnull(doc);
	xml_free(doc);
	buf_release(&b);
}
END_TEST

START_TEST(test_depth)
{
	struct buf b = BUF_INIT;
	struct xml_error why;

	repeat(&b, "<a>", 256);
	repeat(&b, "</a>", 256);
	xml_free(parse(b.p));
	buf_clear(&b);
	repeat(&b, "<a>", 257);
	repeat(&b, "</a>", 257);
	ck_assert_ptr_null(xml_parse(buf_span(&b), &why));
	buf_release(&b);
}
END_TEST

START_TEST(test_writer)
{
	struct buf out = BUF_INIT;
	struct xml_writer w;
	struct xml *doc;
	struct span value;

	xml_begin(&w, &out, XML_DOCUMENT);
	xml_open(&w, &ns_a, "r");
	xml_put_attribute(&w, "v", SPAN("<\"&>\t\n\r'"));
	xml_put(&w, &ns_a, "t", SPAN("a]]>&<\r\n\"\xc3\xa9"));
	xml_open(&w, &ns_b, "in");
	xml_put(&w, &ns_b, "deep", SPAN_EMPTY);
	xml_close(&w);
	xml_put(&w, &ns_b, "again", SPAN("1"));
	xml_open(&w, NULL, "bare");
	xml_put_raw(&w, SPAN("<raw/>"));
	xml_close(&w);
	xml_close(&w);
	ck_assert(xml_end(&w));
	ck_span(buf_span(&out),
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
		"<a:r xmlns:a=\"urn:a\""
		" v=\"&lt;&quot;&amp;&gt;&#9;&#10;&#13;'\">"
		"<a:t>a]]&gt;&amp;&lt;&#13;\n\"\xc3\xa9</a:t>"
		"<b:in xmlns:b=\"urn:b\"><b:deep/></b:in>"
		"<b:again xmlns:b=\"urn:b\">1</b:again>"
		"<bare><raw/></bare></a:r>");
	doc = parse(out.p);
	ck_assert(xml_attribute(xml_root(doc), "v", &value));
	ck_span(value, "<\"&>\t\n\r'");
	ck_span(xml_text(xml_first(xml_root(doc))), "a]]>&<\r\n\"\xc3\xa9");
	xml_free(doc);
	buf_release(&out);
}
END_TEST

/* A text XML cannot carry leaves nothing behind. */
START_TEST(test_writer_refuses)
{
	static const char *const cannot[] = { "\x01", "\x1b", "\xff",
					      "\xed\xa0\x80", "\xef\xbf\xbf" };

	for (unsigned i = 0; i < sizeof(cannot) / sizeof(cannot[0]); i++) {
		struct buf out = BUF_INIT;
		struct xml_writer w;

		buf_add(&out, SPAN("kept"));
		xml_begin(&w, &out, XML_FRAGMENT);
		xml_put(&w, &ns_a, "t", span_of(cannot[i]));
		ck_assert(!xml_end(&w));
		ck_span(buf_span(&out), "kept");
		buf_release(&out);
	}
}
END_TEST

/* A part stands alone: its namespaces are declared on it. */
START_TEST(test_part)
{
	struct xml *doc = parse(
		"<x:r xmlns:x='urn:a' xmlns:y='urn:b' xmlns:z='urn:z'>"
		"<x:in z:p='1'><y:t>a&#13;b\xc3\xa9</y:t> <y:u/></x:in></x:r>");
	struct buf out = BUF_INIT;
	struct xml *again;

	xml_write(xml_first(xml_root(doc)), &out);
	ck_span(buf_span(&out),
		"<x:in xmlns:x=\"urn:a\" xmlns:z=\"urn:z\" xmlns:y=\"urn:b\""
		" z:p=\"1\"><y:t>a&#13;b\xc3\xa9</y:t> <y:u/></x:in>");
	again = parse(out.p);
	ck_assert(xml_is(xml_root(again), A, "in"));
	xml_free(again);
	xml_free(doc);
	buf_release(&out);
}
END_TEST

Suite *xml_suite(void)
{
	Suite *s = suite_create("xml");
	TCase *t = tcase_create("all");

	tcase_add_test(t, test_navigation);
	tcase_add_loop_test(t, test_refused, 0,
			    sizeof(bad) / sizeof(bad[0]));
	tcase_add_test(t, test_utf16_and_nul);
	tcase_add_test(t, test_bombs);
	tcase_add_test(t, test_many);
	tcase_add_test(t, test_depth);
	tcase_add_test(t, test_writer);
	tcase_add_test(t, test_writer_refuses);
	tcase_add_test(t, test_part);
	suite_add_tcase(s, t);
	return s;
}
