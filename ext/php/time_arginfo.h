/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: ff6c3154b19f2e8e5901c1d04746ea1a5f9a65b0 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Elaska_Time___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, office, Elaska\\Office, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Time_parse, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, input, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Time_create arginfo_class_Elaska_Time_parse

#define arginfo_class_Elaska_Time_update arginfo_class_Elaska_Time_parse

#define arginfo_class_Elaska_Time_delete arginfo_class_Elaska_Time_parse

#define arginfo_class_Elaska_Time_read arginfo_class_Elaska_Time_parse

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Time_list, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, input, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Time_transition arginfo_class_Elaska_Time_parse

#define arginfo_class_Elaska_Time_submitWeek arginfo_class_Elaska_Time_parse

#define arginfo_class_Elaska_Time_week arginfo_class_Elaska_Time_parse

#define arginfo_class_Elaska_Time_copy arginfo_class_Elaska_Time_parse

#define arginfo_class_Elaska_Time_sheet arginfo_class_Elaska_Time_parse

#define arginfo_class_Elaska_Time_sheetPdf arginfo_class_Elaska_Time_parse


ZEND_METHOD(Elaska_Time, __construct);
ZEND_METHOD(Elaska_Time, parse);
ZEND_METHOD(Elaska_Time, create);
ZEND_METHOD(Elaska_Time, update);
ZEND_METHOD(Elaska_Time, delete);
ZEND_METHOD(Elaska_Time, read);
ZEND_METHOD(Elaska_Time, list);
ZEND_METHOD(Elaska_Time, transition);
ZEND_METHOD(Elaska_Time, submitWeek);
ZEND_METHOD(Elaska_Time, week);
ZEND_METHOD(Elaska_Time, copy);
ZEND_METHOD(Elaska_Time, sheet);
ZEND_METHOD(Elaska_Time, sheetPdf);


static const zend_function_entry class_Elaska_Time_methods[] = {
	ZEND_ME(Elaska_Time, __construct, arginfo_class_Elaska_Time___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Time, parse, arginfo_class_Elaska_Time_parse, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Time, create, arginfo_class_Elaska_Time_create, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Time, update, arginfo_class_Elaska_Time_update, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Time, delete, arginfo_class_Elaska_Time_delete, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Time, read, arginfo_class_Elaska_Time_read, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Time, list, arginfo_class_Elaska_Time_list, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Time, transition, arginfo_class_Elaska_Time_transition, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Time, submitWeek, arginfo_class_Elaska_Time_submitWeek, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Time, week, arginfo_class_Elaska_Time_week, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Time, copy, arginfo_class_Elaska_Time_copy, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Time, sheet, arginfo_class_Elaska_Time_sheet, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Time, sheetPdf, arginfo_class_Elaska_Time_sheetPdf, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Elaska_Time(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Elaska", "Time", class_Elaska_Time_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
