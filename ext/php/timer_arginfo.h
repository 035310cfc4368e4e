/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 42f2207b75e5250728c9e47fe83f37019f910510 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Elaska_Timer___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, office, Elaska\\Office, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Timer_read, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, input, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Timer_start arginfo_class_Elaska_Timer_read

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Timer_pause, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, input, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Timer_resume arginfo_class_Elaska_Timer_pause

#define arginfo_class_Elaska_Timer_stop arginfo_class_Elaska_Timer_pause

#define arginfo_class_Elaska_Timer_discard arginfo_class_Elaska_Timer_pause


ZEND_METHOD(Elaska_Timer, __construct);
ZEND_METHOD(Elaska_Timer, read);
ZEND_METHOD(Elaska_Timer, start);
ZEND_METHOD(Elaska_Timer, pause);
ZEND_METHOD(Elaska_Timer, resume);
ZEND_METHOD(Elaska_Timer, stop);
ZEND_METHOD(Elaska_Timer, discard);


static const zend_function_entry class_Elaska_Timer_methods[] = {
	ZEND_ME(Elaska_Timer, __construct, arginfo_class_Elaska_Timer___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Timer, read, arginfo_class_Elaska_Timer_read, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Timer, start, arginfo_class_Elaska_Timer_start, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Timer, pause, arginfo_class_Elaska_Timer_pause, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Timer, resume, arginfo_class_Elaska_Timer_resume, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Timer, stop, arginfo_class_Elaska_Timer_stop, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Timer, discard, arginfo_class_Elaska_Timer_discard, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Elaska_Timer(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Elaska", "Timer", class_Elaska_Timer_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
