/*
 * rows.h - takes the rows of a table apart
 *
 * Read by build-aux/rows, never compiled. The preprocessor knows strings,
 * comments and commas; sed then turns these words into lines.
 */
#define OPT(field, TYPE, letter, name, arg, values, help, text) \
	ROW__ field NEXT__ TYPE NEXT__ letter NEXT__ name NEXT__ arg \
	NEXT__ values NEXT__ help NEXT__ text END__
#define COL(ID, name, TYPE, values, FLAGS, help) \
	ROW__ ID NEXT__ name NEXT__ TYPE NEXT__ values NEXT__ FLAGS \
	NEXT__ help END__
#define CODE(ID, SEVERITY, cause, remedy) \
	ROW__ ID NEXT__ SEVERITY NEXT__ cause NEXT__ remedy END__
#include TABLE
