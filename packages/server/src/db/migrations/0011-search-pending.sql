-- Every look-up reads what waits to be put in order: a quarter of a megabyte at most.
alter index search_words_gin set (gin_pending_list_limit = 256);
