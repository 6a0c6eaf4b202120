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

# workbooks
libsmets1_a_SOURCES += \
	src/file/xlsx_out.c src/file/xlsx_out.h src/file/xlsx_room.h
if HAVE_XLSX
libsmets1_a_SOURCES += src/file/xlsx_make.c src/file/xlsx_whole.c
else
libsmets1_a_SOURCES += src/file/xlsx_none.c
endif

# test campaigns: for test servers
libsmets1_a_SOURCES += \
	src/file/junit_out.c src/file/junit_out.h \
	src/file/tap_out.c src/file/tap_out.h
