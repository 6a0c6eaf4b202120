# src/file: what is written

libsmets1_a_SOURCES += \
	src/file/findings_out.c \
	src/file/findings_out.h \
	src/file/html_out.c \
	src/file/html_out.h \
	src/file/lp_out.c \
	src/file/lp_out.h \
	src/file/out.c \
	src/file/out.h \
	src/file/table_out.c \
	src/file/table_out.h \
	src/file/text_table.c \
	src/file/text_table.h

# test campaigns: for test servers
libsmets1_a_SOURCES += \
	src/file/junit_out.c src/file/junit_out.h \
	src/file/tap_out.c src/file/tap_out.h
