/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 7d78b7edb7bc5b7ff77b08e85ddf4accda2fff95 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Elaska_Cases___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, office, Elaska\\Office, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Cases_create, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, input, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Cases_update arginfo_class_Elaska_Cases_create

#define arginfo_class_Elaska_Cases_read arginfo_class_Elaska_Cases_create

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Cases_list, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, input, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Cases_transition arginfo_class_Elaska_Cases_create

#define arginfo_class_Elaska_Cases_terms arginfo_class_Elaska_Cases_create

#define arginfo_class_Elaska_Cases_delete arginfo_class_Elaska_Cases_create

#define arginfo_class_Elaska_Cases_picker arginfo_class_Elaska_Cases_list


ZEND_METHOD(Elaska_Cases, __construct);
ZEND_METHOD(Elaska_Cases, create);
ZEND_METHOD(Elaska_Cases, update);
ZEND_METHOD(Elaska_Cases, read);
ZEND_METHOD(Elaska_Cases, list);
ZEND_METHOD(Elaska_Cases, transition);
ZEND_METHOD(Elaska_Cases, terms);
ZEND_METHOD(Elaska_Cases, delete);
ZEND_METHOD(Elaska_Cases, picker);


static const zend_function_entry class_Elaska_Cases_methods[] = {
	ZEND_ME(Elaska_Cases, __construct, arginfo_class_Elaska_Cases___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Cases, create, arginfo_class_Elaska_Cases_create, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Cases, update, arginfo_class_Elaska_Cases_update, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Cases, read, arginfo_class_Elaska_Cases_read, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Cases, list, arginfo_class_Elaska_Cases_list, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Cases, transition, arginfo_class_Elaska_Cases_transition, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Cases, terms, arginfo_class_Elaska_Cases_terms, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Cases, delete, arginfo_class_Elaska_Cases_delete, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Cases, picker, arginfo_class_Elaska_Cases_picker, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Elaska_Cases(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Elaska", "Cases", class_Elaska_Cases_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
